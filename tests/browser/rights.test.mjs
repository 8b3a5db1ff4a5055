// What a form asks about rights: the licence by questions, works that it is made from, what is stated before publishing.
import assert from 'node:assert/strict';
import { stories, WITH_JAVASCRIPT } from './harness.mjs';
import { bodyOf, headingIs, sees, stateOwn, stateRight } from './people.mjs';

const FORM = '/deposer/page/formulaire';
const publish = (page) => page.locator('button[value="publish"]').first().click();
const answer = (page, question, code) => page.locator(`input[name="${question}"][value="${code}"]`).check();

async function begin(page, mark) {
  await page.goto(FORM);
  await page.locator('input[name="title"]').fill(`Fiche ${mark}`);
  await bodyOf(page).fill('Un texte.');
}

/** The one sentence that says where the answers lead. */
async function leadsTo(page, licence) {
  const shown = page.locator('[data-answers] p:visible strong, [data-by-name]:visible');
  await shown.filter({ hasText: licence }).waitFor();
  assert.equal(await shown.count(), 1, await shown.allInnerTexts().then((texts) => texts.join(' | ')));
}

async function licenceOf(page, library) {
  await page.waitForURL(/depose=1/);
  return (await library.read(new URL(page.url()).pathname.split('/').pop())).licence;
}

stories('rights in a form', (story) => {
  const scripts = { ways: WITH_JAVASCRIPT };

  story('plain questions lead to a licence, and nothing is published before the right to share is stated', async ({ page, library, mark }) => {
    await begin(page, mark);
    await answer(page, 'may_sell', 'no');
    await publish(page);
    const right = page.locator('input[name="right"]');
    assert.equal(await right.getAttribute('aria-invalid'), 'true');
    assert.equal(await right.isChecked(), false);
    assert.equal((await bodyOf(page).inputValue()).trim(), 'Un texte.');
    await leadsTo(page, 'CC BY-NC-SA 4.0');
    await page.getByLabel('Oui, avec d’autres personnes').check();
    await page.locator('button[value="preview"]').click();
    await headingIs(page, `Fiche ${mark}`);
    await sees(page, /sous cette licence\s: CC BY-NC-SA 4\.0/);
    await stateRight(page);
    await publish(page);
    assert.equal(await licenceOf(page, library), 'CC-BY-NC-SA-4.0');
  });

  story('what comes from nobody knows where is kept as a draft', async ({ page, mark }) => {
    await begin(page, mark);
    await page.getByLabel('Je ne sais pas d’où elle vient').check();
    await publish(page);
    await sees(page, 'il ne peut pas être publié');
    await page.getByRole('button', { name: 'Garder en brouillon' }).click();
    await page.waitForURL(/\/brouillons\//);
    assert.ok(await page.getByLabel('Je ne sais pas d’où elle vient').isChecked());
  });

  story('each answer shows at once where it leads, and a licence that is named counts', async ({ page, library, mark }) => {
    await begin(page, mark);
    await leadsTo(page, 'CC BY-SA 4.0');
    for (const [sell, change, licence] of [['yes', 'yes', 'CC BY 4.0'], ['no', 'yes', 'CC BY-NC 4.0'], ['no', 'no', 'CC BY-NC-ND 4.0']]) {
      await answer(page, 'may_sell', sell);
      await answer(page, 'may_change', change);
      await leadsTo(page, `Vos réponses mènent à ${licence}, parce que`);
      await page.locator('label', { hasText: `sous cette licence : ${licence}` }).waitFor();
    }
    await page.getByText('Je sais quelle licence je veux').click();
    await page.getByLabel('La licence, par son nom').selectOption('CC0 1.0');
    await leadsTo(page, 'CC0 1.0 est choisie par son nom');
    await answer(page, 'may_change', 'share_alike');
    await leadsTo(page, 'CC0 1.0 est choisie par son nom');
    await stateOwn(page);
    await publish(page);
    assert.equal(await licenceOf(page, library), 'CC0-1.0');
  }, scripts);

  story('works are named in rows of their own, as many as it takes', async ({ page, library, mark }) => {
    const used = await library.create({ title: `Source ${mark}`, licence: 'CC-BY-4.0', body: 'Un.' });
    await begin(page, mark);
    await page.locator('summary', { hasText: 'Fait à partir de' }).click();
    await page.locator('input[name="derived_from[0].resource"]').fill(`${library.origin}/ressources/${used}`);
    await page.getByRole('button', { name: 'Ajouter une œuvre' }).click();
    const third = page.getByRole('group', { name: 'Œuvre 3' });
    assert.ok(await third.getByLabel('Une ressource d’ici').evaluate((input) => input === document.activeElement));
    await third.getByText('Ou une œuvre venue d’ailleurs').click();
    await third.getByLabel('Titre de l’œuvre').fill(`Livre ${mark}`);
    await third.getByLabel('Comment vous vous en servez').selectOption('quoted');
    await stateOwn(page);
    await publish(page);
    await page.waitForURL(/depose=1/);
    const { derived_from: works } = await library.read(new URL(page.url()).pathname.split('/').pop());
    assert.deepEqual(works.map(({ resource, title, use }) => resource ?? `${title}, ${use}`), [used, `Livre ${mark}, quoted`]);
  }, scripts);

  story('rows that were added are there again in what the browser kept', async ({ page, library, mark }) => {
    const slug = await library.create({ title: `Fiche ${mark}`, body: 'Un.' });
    await page.goto(`/ressources/${slug}/modifier`);
    await page.locator('summary', { hasText: 'Fait à partir de' }).click();
    await page.getByRole('button', { name: 'Ajouter une œuvre' }).click();
    await page.locator('input[name="derived_from[2].resource"]').fill(`oeuvre-${mark}`);
    await page.waitForFunction((text) => Object.values(localStorage).some((value) => value.includes(text)), `oeuvre-${mark}`);
    page.on('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.getByRole('button', { name: 'Reprendre le brouillon' }).click();
    assert.equal(await page.locator('input[name="derived_from[2].resource"]').inputValue(), `oeuvre-${mark}`);
  }, scripts);
});
