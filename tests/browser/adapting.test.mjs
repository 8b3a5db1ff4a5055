// Somebody adapts a sheet of others: what its licence may be, what cannot be mixed, and what becomes of the original.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { bodyOf, follow, headingIs, save, sees, stateOwn, words } from './people.mjs';

/** A work that others shared; gives its address within the library. */
function shared(library, title, licence, more = {}) {
  return library.create({ title, licence, body: 'Un.\n\nDeux.\n\nTrois.', authors: [{ name: 'Odile Marchand' }], ...more });
}

/** The licences that may be chosen in the form. */
async function offered(page) {
  await page.locator('select[name="licence"]').waitFor({ state: 'attached' });
  return page.locator('select[name="licence"] option:not([disabled])').evaluateAll((options) => options.map((option) => option.value).filter(Boolean));
}

/** Opens what an input may be closed up in. */
async function openAround(page, input) {
  const closed = page.locator(`details:not([open]):has(${input}) > summary`);
  if (await closed.count()) await closed.first().click();
}

/** Chooses a licence by its name. */
async function choose(page, licence) {
  await openAround(page, 'select[name="licence"]');
  await page.locator('select[name="licence"]').selectOption(licence);
}

stories('adapting a resource', (story) => {
  story('from a share-alike sheet to a published adaptation that follows its original', async ({ page, library, mark }) => {
    const original = await shared(library, `Originale ${mark}`, 'CC-BY-SA-4.0');
    const clashing = await shared(library, `Autre ${mark}`, 'CC-BY-NC-4.0');

    // the choice is restricted, and the form says why
    await page.goto(`/ressources/${original}`);
    await follow(page, 'Adapter');
    assert.deepEqual((await offered(page)).filter((licence) => licence.startsWith('CC-BY-NC') || licence === 'CC-BY-4.0'), []);
    assert.ok((await offered(page)).includes('CC-BY-SA-4.0'));
    assert.deepEqual((await offered(page)).filter((licence) => licence.includes('-ND-')), []);
    await sees(page, 'une adaptation garde cette licence');
    assert.equal(await page.locator('input[name="derived_from[0].resource"]').inputValue(), original);

    // a second source that cannot be mixed with the first: refused, with ways out
    await page.locator('input[name="title"]').fill(`Adaptée ${mark}`);
    await bodyOf(page).fill('Un.\n\nDeux.\n\nTrois, pour les enfants.');
    await page.locator('input[name="derived_from[0].changes"]').fill('simplifié pour les enfants');
    await page.locator('input[name="derived_from[1].resource"]').fill(clashing);
    await stateOwn(page);
    await page.locator('button[name="action"][value="publish"]').click();
    await sees(page, 'ne peuvent pas être fondues en une seule');
    await sees(page, 'dossier');
    assert.equal(await page.locator('input[name="derived_from[0].changes"]').inputValue(), 'simplifié pour les enfants');

    // without it: published, with the credit
    await page.locator('input[name="derived_from[1].resource"]').fill('');
    await stateOwn(page);
    await page.locator('button[name="action"][value="publish"]').click();
    await headingIs(page, `Adaptée ${mark}`);
    const shown = await words(page);
    assert.match(shown, new RegExp(`Originale ${mark}`));
    assert.match(shown, /simplifié pour les enfants/);
    assert.match(shown, /Odile Marchand/);

    // the original changes, and the adaptation takes the change in
    await library.revise(original, { title: `Originale ${mark}`, licence: 'CC-BY-SA-4.0', body: 'Un, corrigé.\n\nDeux.\n\nTrois.', authors: [{ name: 'Odile Marchand' }] });
    await page.reload();
    await sees(page, 'a changé depuis');
    await page.getByRole('link', { name: 'Reprendre les changements' }).click();
    assert.match(await bodyOf(page).inputValue(), /Un, corrigé\.\s+Deux\.\s+Trois, pour les enfants\./);
    await save(page);
    await headingIs(page, `Adaptée ${mark}`);
    await sees(page, 'Un, corrigé.');
    assert.doesNotMatch(await words(page), /a changé depuis/);

    // the original knows what was made of it
    await page.goto(`/ressources/${original}`);
    await sees(page, `Adaptée ${mark}`);
  });

  story('who wants to forbid changes to an adaptation of a share-alike sheet: refused, with what may be chosen', async ({ page, library, mark }) => {
    const original = await shared(library, `Partagée ${mark}`, 'CC-BY-SA-4.0');
    // the licence is chosen first, and then it is said what the sheet is made from
    await page.goto('/deposer/page/formulaire');
    await page.locator('input[name="title"]').fill(`Figée ${mark}`);
    await bodyOf(page).fill('Un.\n\nDeux, remanié.');
    await choose(page, 'CC-BY-ND-4.0');
    await openAround(page, 'input[name="derived_from[0].resource"]');
    await page.locator('input[name="derived_from[0].resource"]').fill(original);
    await stateOwn(page);
    await page.locator('button[name="action"][value="publish"]').click();
    await sees(page, 'CC BY-SA 4.0 ne permet pas CC BY-ND 4.0');
    await sees(page, 'une adaptation garde cette licence');
    assert.equal(await page.locator('input[name="title"]').inputValue(), `Figée ${mark}`);
    // only what the original permits can be chosen now
    const left = (await offered(page)).filter((licence) => licence !== 'CC-BY-ND-4.0');
    assert.ok(left.includes('CC-BY-SA-4.0'));
    assert.deepEqual(left.filter((licence) => licence.includes('-ND-')), []);
    await choose(page, 'CC-BY-SA-4.0');
    await stateOwn(page);
    await page.locator('button[name="action"][value="publish"]').click();
    await headingIs(page, `Figée ${mark}`);
    await sees(page, `Partagée ${mark}`);
  });

  story('a sheet that must stay as it is: refused, with what can be done', async ({ page, library, mark }) => {
    const unchanged = await shared(library, `Intacte ${mark}`, 'CC-BY-ND-4.0');
    await page.goto(`/ressources/${unchanged}`);
    await follow(page, 'Adapter');
    await sees(page, 'CC BY-ND 4.0 ne peut pas être adaptée');
    await sees(page, 'Ce que vous pouvez faire');
    assert.equal(await page.locator('main textarea[name="body"]').count(), 0);
  });
});
