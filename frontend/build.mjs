// Copies what the default theme takes from npm packages into the theme, so that serving,
// building and testing the program need no Node. The copies are committed.
//
//   npm run build    writes themes/default/assets/vendor
//   npm run check    builds aside and exits 1 when the committed files differ
//
// The same packages (package-lock.json) give the same bytes: nothing here depends on time or place.

import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const committed = join(here, '../themes/default/assets/vendor');
const fontPackage = join(here, 'node_modules/@fontsource-variable/atkinson-hyperlegible-next');
const fontFolder = 'atkinson-hyperlegible-next';

/** The font: its Latin and Latin Extended files, upright and italic, their style sheet, their licence. */
async function buildFont(target) {
  const folder = join(target, fontFolder);
  await mkdir(folder, { recursive: true });
  const sheets = await Promise.all(
    ['wght.css', 'wght-italic.css'].map((name) => readFile(join(fontPackage, name), 'utf8')),
  );
  const css = sheets
    .map((sheet) => sheet.trim())
    .join('\n\n')
    .replaceAll('./files/', './')
    .replaceAll("'Atkinson Hyperlegible Next Variable'", "'Atkinson Hyperlegible Next'");
  await writeFile(join(folder, 'font.css'), `${css}\n`);
  for (const [, name] of css.matchAll(/url\(\.\/([^)]+)\)/g)) {
    await writeFile(join(folder, name), await readFile(join(fontPackage, 'files', name)));
  }
  await writeFile(join(folder, 'OFL.txt'), await readFile(join(fontPackage, 'LICENSE')));
}

async function build(target) {
  await rm(target, { recursive: true, force: true });
  await buildFont(target);
}

/** Paths and contents of all files of a folder. */
async function contents(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const read = async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path), (await readFile(path)).toString('base64')];
  };
  return new Map(await Promise.all(files.map(read)));
}

async function check() {
  const aside = await mkdtemp(join(tmpdir(), 'vendor-'));
  try {
    await build(aside);
    const [wanted, found] = [await contents(aside), await contents(committed)];
    const names = new Set([...wanted.keys(), ...found.keys()]);
    return [...names].filter((name) => wanted.get(name) !== found.get(name)).sort();
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

if (process.argv.includes('--check')) {
  const different = await check();
  for (const name of different) {
    console.error(`differs from what npm run build makes: ${name}`);
  }
  process.exit(different.length === 0 ? 0 : 1);
}
await build(committed);
