// The library's main promise, from the first search to a file that comes back as it was given.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT } from './harness/library.mjs';
import { stories } from './harness.mjs';
import { bodyOf, follow, headingIs, notice, openResult, rewrite, search, sees, stateOwn, words } from './people.mjs';

const PDF = join(ROOT, 'content/outils/cartes-emotions/cartes-emotions.pdf');
const DECK = join(ROOT, 'content/outils/diaporama-cooperer/diaporama-cooperer.pptx');

async function reviseTheSheet(page, mark) {
  await page.goto('/');
  await search(page, 'débat mouvant');
  await openResult(page, 'Le débat mouvant');
  await follow(page, 'Modifier');
  await rewrite(page, (text) => `${text}\n\nEssayé en ${mark} avec douze personnes.`, `Retour de ${mark}`);
  await headingIs(page, 'Le débat mouvant');
  assert.match(await notice(page), /C’est enregistré/);
  await sees(page, `Essayé en ${mark} avec douze personnes.`);
}

async function seeWhatChanged(page, mark) {
  await follow(page, 'Historique');
  const latest = page.locator('.history-row').first();
  await latest.getByText(`Retour de ${mark}`).waitFor();
  await page.getByRole('button', { name: 'Comparer les deux versions choisies' }).click();
  await page.waitForURL(/\/comparer\?/);
  await page.locator('ins', { hasText: mark }).first().waitFor();
}

async function restoreTheOlder(page, mark) {
  await page.getByRole('button', { name: /^Rétablir la version \d+/ }).click();
  await headingIs(page, 'Le débat mouvant');
  assert.match(await notice(page), /est rétablie/);
  assert.ok(!(await words(page)).includes(mark), 'the older text is back');
  await follow(page, 'Historique');
  await page.locator('.history-row', { hasText: `Retour de ${mark}` }).waitFor();
}

async function depositTwoFiles(page, mark) {
  await page.getByRole('link', { name: 'Déposer', exact: true }).first().click();
  await page.getByRole('link', { name: 'Outil', exact: true }).click();
  await page.locator('input[type="file"]').setInputFiles([PDF, DECK]);
  await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  const title = page.locator('input[name="title"]');
  await title.waitFor();
  assert.notEqual(await title.inputValue(), '', 'the title is read from the document');
  await title.fill(`Cartes ${mark}`);
  await bodyOf(page).fill(`Des cartes et un diaporama pour ${mark}.`);
  await page.getByText('Vos réponses mènent à CC BY-SA 4.0').waitFor();
  await page.locator('input[name="may_change"][value="yes"]').check();
  await stateOwn(page);
  await page.locator('button[value="preview"]').click();
  await headingIs(page, `Cartes ${mark}`);
  await page.locator('button[value="publish"]').first().click();
  await page.waitForURL(/\/ressources\/[^/]+\?depose=1/);
}

async function creditIsReady(page, mark) {
  const published = page.locator('.published');
  const [address, credit] = await published.locator('textarea').evaluateAll((areas) => areas.map((area) => area.value));
  assert.equal(address, new URL(page.url()).origin + new URL(page.url()).pathname);
  assert.match(credit, new RegExp(`Cartes ${mark}`));
  assert.match(credit, /CC BY 4\.0/);
  assert.equal(await page.locator('a[rel~="license"]').first().getAttribute('href'), 'https://creativecommons.org/licenses/by/4.0/');
}

/** Bytes as the browser keeps them after a click, or as its session reads them where it would show them. */
async function download(page, name) {
  const link = page.locator('.file', { hasText: name }).locator('a.file-title');
  if (name.endsWith('.pdf')) return (await page.request.get(await link.getAttribute('href'))).body();
  const [kept] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(kept.suggestedFilename(), name);
  return readFile(await kept.path());
}

async function bytesComeBack(page, path) {
  const given = await readFile(path);
  assert.ok(given.equals(await download(page, basename(path))), `${basename(path)} comes back as it was given`);
}

stories('the first visit', (story) => {
  story('somebody finds a sheet, improves it, compares, restores', async ({ page, mark }) => {
    await reviseTheSheet(page, mark);
    await seeWhatChanged(page, mark);
    await restoreTheOlder(page, mark);
  });

  story('somebody deposits a PDF and a deck, finds them again and downloads them', async ({ page, mark }) => {
    await page.goto('/');
    await depositTwoFiles(page, mark);
    await creditIsReady(page, mark);
    await search(page, mark);
    await openResult(page, `Cartes ${mark}`);
    await bytesComeBack(page, PDF);
    await bytesComeBack(page, DECK);
  });
});
