// `npm run screenshots [FOLDER]`: takes the pages' pictures, to be looked at, and the two of the README.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Library, ROOT } from './harness/library.mjs';
import { openBrowser, openVisitor } from './harness/visitor.mjs';
import { furnish, PAGES } from './pages.mjs';

/** The README's; all others stay out of the repository. */
const README = join(ROOT, 'docs/screenshots');
const ALL = fileURLToPath(new URL('screenshots', import.meta.url));
const WIDTHS = [360, 1280];
const DARK = ['home', 'sheet', 'conflict', 'deposit-draft', 'state'];
const HEIGHTS = { 360: 740, 1280: 900 };

async function shoot(browser, library, folder, { width, colorScheme, pages, made }) {
  const options = { viewport: { width, height: HEIGHTS[width] }, colorScheme };
  const visitor = await openVisitor(browser, library, options);
  for (const { name, open } of pages) {
    await open(visitor.page, made, library);
    await visitor.page.evaluate(() => document.fonts.ready);
    const suffix = colorScheme === 'dark' ? '-dark' : '';
    await visitor.page.screenshot({ path: join(folder, `${name}-${width}${suffix}.png`), fullPage: true });
  }
  await visitor.leave();
}

/** What a person sees first: the window, not the whole page. */
async function shootForReadme(browser, library) {
  for (const [name, address, width] of [['home', '/', 1280], ['sheet', '/ressources/debat-mouvant', 360]]) {
    const visitor = await openVisitor(browser, library, { viewport: { width, height: HEIGHTS[width] }, colorScheme: 'light' });
    await visitor.page.goto(address);
    await visitor.page.evaluate(() => document.fonts.ready);
    await visitor.page.screenshot({ path: join(README, `${name}-${width}.png`) });
    await visitor.leave();
  }
}

const folder = process.argv[2] ? resolve(process.argv[2]) : ALL;
await mkdir(folder, { recursive: true });
await mkdir(README, { recursive: true });
const [library, browser] = await Promise.all([Library.start(), openBrowser()]);
try {
  // before anything is made, so that the pictures show the shipped library
  await shootForReadme(browser, library);
  const made = await furnish(library);
  for (const width of WIDTHS) {
    await shoot(browser, library, folder, { width, colorScheme: 'light', pages: PAGES, made });
    await shoot(browser, library, folder, { width, colorScheme: 'dark', pages: PAGES.filter(({ name }) => DARK.includes(name)), made });
  }
  console.log(`pictures in ${folder} and ${README}`);
} finally {
  await browser.close();
  await library.stop();
}
