// What scripts add: an honest preview, a draft that survives, the progress of an upload, a copy in one click.
import assert from 'node:assert/strict';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './harness/library.mjs';
import { stories, WITH_JAVASCRIPT } from './harness.mjs';
import { bodyOf, headingIs, save, sees } from './people.mjs';

const PDF = join(ROOT, 'content/outils/cartes-emotions/cartes-emotions.pdf');

const TEXT = `## Un titre

Un paragraphe avec **du gras**, [[debat-mouvant]] et [[une fiche qui manque]].

- [x] fait
- [ ] à faire

| Durée | Étape |
|---|---|
| 5 min | Accueil |

> [!TIP]
> Prévoir de l’eau.

Une note[^1].

[^1]: Le texte de la note.
`;

const inputOf = (page) => page.locator('input[type="file"]');

/** Opens the preview of the text and answers what it shows once it shows that. */
async function preview(page, expected) {
  const editor = page.locator('.field', { has: bodyOf(page) });
  await editor.getByRole('button', { name: 'Aperçu' }).click();
  const shown = editor.locator('.live-preview .prose');
  await shown.getByText(expected).first().waitFor();
  return shown.innerHTML();
}

/** Presses the button and stops what it sends until `go`. */
async function heldUpload(page, decide) {
  let go;
  const held = new Promise((resolve) => { go = resolve; });
  await page.route('**/fichiers', async (route) => {
    await held;
    await decide(route);
  });
  await inputOf(page).setInputFiles(PDF);
  await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  return go;
}

stories('with scripts', (story) => {
  const only = { ways: WITH_JAVASCRIPT };

  story('the live preview is what the saved page shows', async ({ page, library, mark }) => {
    const slug = await library.create({ title: `Aperçu ${mark}`, body: 'Avant.' });
    await page.goto(`/ressources/${slug}/modifier`);
    await bodyOf(page).fill(TEXT);
    const promised = await preview(page, 'Le texte de la note');
    await save(page);
    await headingIs(page, `Aperçu ${mark}`);
    assert.equal((await page.locator('.sheet .prose').innerHTML()).trim(), promised.trim());
  }, only);

  story('a draft that was not saved is offered again, and forgotten once saved', async ({ page, library, mark }) => {
    const slug = await library.create({ title: `Brouillon ${mark}`, body: 'Avant.' });
    const warnings = [];
    page.on('dialog', (dialog) => {
      warnings.push(dialog.type());
      dialog.accept();
    });
    await page.goto(`/ressources/${slug}/modifier`);
    await bodyOf(page).pressSequentially(`Un texte précieux, ${mark}. `);
    await page.waitForFunction((text) => Object.values(localStorage).some((value) => value.includes(text)), `Un texte précieux, ${mark}.`);
    await page.reload();
    assert.deepEqual(warnings, ['beforeunload'], 'leaving is asked about');
    assert.equal((await bodyOf(page).inputValue()).trim(), 'Avant.');
    await page.getByRole('button', { name: 'Reprendre le brouillon' }).click();
    assert.match(await bodyOf(page).inputValue(), new RegExp(`Un texte précieux, ${mark}`));
    await save(page);
    await sees(page, `Un texte précieux, ${mark}.`);
    await page.waitForFunction(() => localStorage.length === 0);
    await page.goto(`/ressources/${slug}/modifier`);
    assert.equal(await page.getByRole('button', { name: 'Reprendre le brouillon' }).count(), 0);
    assert.deepEqual(warnings, ['beforeunload'], 'saving is not asked about');
  }, only);

  story('an upload shows that it goes on, and the next step works as any page', async ({ page }) => {
    await page.goto('/deposer/outil');
    const go = await heldUpload(page, (route) => route.continue());
    await page.getByRole('progressbar', { name: 'Envoi en cours' }).waitFor();
    await page.getByRole('status').getByText('Envoi en cours').waitFor();
    go();
    await page.locator('input[name="title"]').waitFor();
    await bodyOf(page).fill('Un texte **gras**.');
    assert.match(await preview(page, 'gras'), /<strong>gras<\/strong>/);
  }, only);

  story('after an upload, going back leads to the step before', async ({ page }) => {
    await page.goto('/deposer');
    await page.getByRole('link', { name: 'Outil', exact: true }).click();
    await inputOf(page).setInputFiles(PDF);
    await page.getByRole('button', { name: 'Continuer', exact: true }).click();
    await page.locator('input[name="title"]').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Que voulez-vous partager' }).waitFor();
  }, only);

  story('an upload that fails says so and keeps the files', async ({ page }) => {
    await page.goto('/deposer/outil');
    const go = await heldUpload(page, (route) => route.abort());
    go();
    await page.getByText('L’envoi n’a pas abouti').waitFor();
    assert.equal(await inputOf(page).evaluate((input) => input.files.length), 1);
    await page.unroute('**/fichiers');
    await page.getByRole('button', { name: 'Continuer', exact: true }).click();
    await page.locator('input[name="title"]').waitFor();
  }, only);

  story('a file over the limit is told before it is sent', async ({ page }) => {
    const folder = await mkdtemp(join(tmpdir(), 'stories-'));
    const path = join(folder, 'film.mp4');
    const film = await open(path, 'w');
    await film.truncate(150 * 1024 * 1024);
    await film.close();
    await page.goto('/deposer/outil');
    await inputOf(page).setInputFiles(path);
    await page.getByText(/film\.mp4 .*trop volumineux, la limite est 10\d\sMo/).waitFor();
    await rm(folder, { recursive: true });
  }, only);

  story('the credit line is copied in one click', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/ressources/debat-mouvant');
    const box = page.locator('.licence-box');
    await box.getByRole('button', { name: 'Copier' }).click();
    await box.getByText('Copié').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await box.getByLabel('Ligne de crédit').inputValue());
  }, only);

  story('what is wrong is read out: the summary takes the focus', async ({ page }) => {
    await page.goto('/deposer/page/formulaire');
    await page.locator('button[value="publish"]').click();
    const summary = page.locator('[data-errors]');
    await summary.waitFor();
    assert.ok(await summary.evaluate((element) => element === document.activeElement));
  }, only);
});
