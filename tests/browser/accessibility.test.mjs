// Every sort of page, on a phone and on a desk, by day and by night: what axe-core finds, and that nothing overflows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './harness/library.mjs';
import { stories, WITH_JAVASCRIPT } from './harness.mjs';
import { furnish, PAGES } from './pages.mjs';

const AXE = createRequire(import.meta.url)('axe-core').source;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'];
/** Off unless asked for; tests of RGAA 4.1.2 hang on them. */
const MORE_RULES = ['target-size', 'p-as-heading', 'table-fake-caption', 'td-has-header', 'css-orientation-lock', 'focus-order-semantics'];
const WINDOWS = [{ width: 1280, height: 900 }, { width: 360, height: 740 }];

async function violations(page) {
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    rules: Object.fromEntries(MORE_RULES.map((rule) => [rule, { enabled: true }])),
    resultTypes: ['violations'],
  };
  const found = await page.evaluate(async (asked) => (await window.axe.run(document, asked)).violations, options);
  return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 4).map((node) => `    ${node.target.join(' ')} ${node.any.concat(node.all)[0]?.message ?? ''}`).join('\n')}`);
}

async function passesAxe(page) {
  await page.evaluate(AXE);
  // What the bar at the window's edge covers for a moment can be scrolled from under it; axe does not scroll.
  await page.evaluate(() => document.querySelector('.save-bar')?.style.setProperty('position', 'static'));
  for (const window of WINDOWS) {
    await page.setViewportSize(window);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const found = await violations(page);
      assert.equal(found.join('\n'), '', `at ${window.width} px, ${colorScheme}`);
    }
  }
}

/** The elements that stick out of the window to the right, when the page can be scrolled that way. */
function sticksOut() {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  return out.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
}

/** A style of the reader's own. A style element would be refused by the content security policy. */
function readersStyle(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}

/** RGAA 10.4, 10.11, 10.12: text twice as large, a window of 320 × 256, wider spacing of text. */
const READERS = [
  { name: 'in a window of 320 × 256', window: { width: 320, height: 256 }, css: '' },
  { name: 'text at 200 %', window: { width: 1280, height: 900 }, css: ':root { font-size: 200% !important; }' },
  {
    name: 'text spaced widely, on a phone',
    window: { width: 360, height: 740 },
    css: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }',
  },
];

async function fitsEveryWindow(page) {
  for (const { name, window, css } of READERS) {
    await page.setViewportSize(window);
    await page.evaluate(readersStyle, css);
    assert.deepEqual(await page.evaluate(sticksOut), [], `nothing overflows ${name}`);
  }
}

/** Keys of the interface's sentences: whoever sees one sees a message that could not be said. */
const KEYS = new Set([...readFileSync(join(ROOT, 'themes/default/messages/fr.ftl'), 'utf8').matchAll(/^([a-z]\w*-[\w-]+) =/gm)].map((match) => match[1]));

/** No key of a message, no tag of a template may be read by anybody. */
async function isFinished(page) {
  const text = await page.locator('body').innerText();
  assert.doesNotMatch(text, /\{\{|\{%|\bundefined\b|\bnull\b/);
  assert.deepEqual((text.match(/\b[a-z]\w*-[\w-]+/g) ?? []).filter((word) => KEYS.has(word)), [], 'no key of a message is shown');
  assert.equal(await page.locator('h1').count(), 1);
  assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
}

stories('accessibility', (story) => {
  const made = new Map();
  const furnished = async (library) => made.get(library) ?? made.set(library, await furnish(library)).get(library);
  for (const { name, open } of PAGES) {
    story(`the page « ${name} » passes axe-core and fits every window`, async ({ page, library }) => {
      await open(page, await furnished(library), library);
      await isFinished(page);
      await passesAxe(page);
      await fitsEveryWindow(page);
    }, { ways: WITH_JAVASCRIPT });
  }
});
