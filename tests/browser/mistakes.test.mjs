// When something is forgotten: the text stays, the page says what and leads to it.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { bodyOf, headingIs, save, sees } from './people.mjs';

/** The input's own description says what is wrong, and a link of the summary leads to the input. */
async function pointsAt(page, input) {
  assert.equal(await input.getAttribute('aria-invalid'), 'true');
  const described = await input.evaluate((element) =>
    element.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id)?.innerText ?? `missing #${id}`).join(' '));
  assert.match(described, /Ce champ est vide/);
  assert.doesNotMatch(described, /missing #/);
  const summary = page.getByRole('alert');
  await summary.getByRole('link').first().click();
  assert.ok(await input.evaluate((element) => element === document.activeElement || location.hash === `#${element.id}`));
}

async function refused(page, press) {
  const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), press()]);
  assert.equal(answer.status(), 422);
}

stories('mistakes', (story) => {
  story('a change without a title keeps what was written', async ({ page, library, mark }) => {
    const slug = await library.create({ title: `Sans titre ${mark}`, body: 'Avant.' });
    await page.goto(`/ressources/${slug}/modifier`);
    await page.locator('input[name="title"]').fill('');
    await bodyOf(page).fill(`Un texte long et précieux, ${mark}.`);
    await refused(page, () => save(page));
    assert.equal(await bodyOf(page).inputValue(), `Un texte long et précieux, ${mark}.`);
    await pointsAt(page, page.locator('input[name="title"]'));
    assert.equal((await library.read(slug)).revision, 1, 'nothing was saved');
    await page.locator('input[name="title"]').fill(`Avec titre ${mark}`);
    await save(page);
    await headingIs(page, `Avec titre ${mark}`);
    await sees(page, `Un texte long et précieux, ${mark}.`);
  });

  story('a deposit without a title keeps what was written', async ({ page, mark }) => {
    await page.goto('/deposer/page/formulaire');
    await bodyOf(page).fill(`Rien ne se perd, ${mark}.`);
    await refused(page, () => page.locator('button[value="publish"]').click());
    assert.equal(await bodyOf(page).inputValue(), `Rien ne se perd, ${mark}.`);
    await pointsAt(page, page.locator('input[name="title"]'));
  });

  story('withdrawing without saying why is refused, saying why leaves a tombstone', async ({ page, library, mark }) => {
    const slug = await library.create({ title: `Doublon ${mark}`, body: 'Deux fois la même fiche.' });
    await page.goto(`/ressources/${slug}/retirer`);
    const button = page.locator('main form button[type="submit"]').last();
    await refused(page, () => button.click());
    const reason = page.locator('[name="reason"]');
    assert.equal(await reason.getAttribute('aria-invalid'), 'true');
    await reason.fill(`Doublon d’une autre fiche (${mark})`);
    await button.click();
    await page.goto(`/ressources/${slug}`);
    await sees(page, `Doublon d’une autre fiche (${mark})`);
    await page.getByRole('link', { name: /historique/i }).click();
    await page.locator('form[action$="/restaurer"] button.button').click();
    await sees(page, 'Deux fois la même fiche.');
  });
});
