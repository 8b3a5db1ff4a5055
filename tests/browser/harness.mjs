// Groups of stories: `stories('…', (story) => { story('a visitor …', async ({ page, library }) => { … }); })`.
// Each group has its own library and browser; each story is told with JavaScript on, then again with it off.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { Library } from './harness/library.mjs';
import { openBrowser, openVisitor } from './harness/visitor.mjs';

const FAILURES = fileURLToPath(new URL('failures/', import.meta.url));

/** The two ways of browsing a story is told in unless it says otherwise. */
export const BOTH = [true, false];
/** For what only scripts do. */
export const WITH_JAVASCRIPT = [true];

/** Keeps what the visitors saw when a story failed. */
async function keepEvidence(name, visitors) {
  await mkdir(FAILURES, { recursive: true });
  for (const [index, visitor] of visitors.entries()) {
    const path = `${FAILURES}${name.replace(/[^\p{L}\d]+/gu, '-')}-${index + 1}.png`;
    await visitor.page.screenshot({ path, fullPage: true }).catch(() => {});
  }
}

/** Tells one story: everyone who came in leaves at the end, and nobody's browser may have complained. */
async function tell(name, script, { library, browser, javaScript, options }) {
  const visitors = [];
  const comeIn = async (more = {}) => {
    const visitor = await openVisitor(browser, library, { javaScriptEnabled: javaScript, ...options, ...more });
    visitors.push(visitor);
    return visitor;
  };
  try {
    const visitor = await comeIn();
    // words that no other story and no shipped sheet uses, so that each story finds its own
    const mark = `z${Math.random().toString(36).slice(2, 10)}`;
    await script({ ...visitor, visitor, comeIn, library, mark });
  } catch (error) {
    await keepEvidence(name, visitors);
    await Promise.allSettled(visitors.map((visitor) => visitor.context.close()));
    throw error;
  }
  for (const visitor of visitors) await visitor.leave();
}

/** Declares a group of stories; see the head of this file. */
export function stories(title, declare) {
  describe(title, () => {
    const house = {};
    before(async () => {
      [house.library, house.browser] = await Promise.all([Library.start(), openBrowser()]);
    });
    after(async () => {
      await house.browser?.close();
      await house.library?.stop();
    });
    declare((name, script, { ways = BOTH, options = {} } = {}) => {
      for (const javaScript of ways) {
        const full = `${name} (JavaScript ${javaScript ? 'on' : 'off'})`;
        it(full, () => tell(full, script, { ...house, javaScript, options }));
      }
    });
  });
}
