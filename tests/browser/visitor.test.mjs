// Somebody who only reads: no account, no training, nothing asked.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { headingIs, openResult, search, sees, stateOwn, words } from './people.mjs';

/** « Aucune ressource » is none. */
const total = async (page) => Number((await page.locator('.total').innerText()).replace(/\D/g, ''));
const titles = (page) => page.locator('.card-title').allInnerTexts();

stories('a visitor', (story) => {
  story('finds a sheet without typing its accents, and is asked nothing', async ({ page, context }) => {
    await page.goto('/');
    await search(page, 'debat mouvant');
    assert.equal((await titles(page))[0], 'Le débat mouvant');
    await openResult(page, 'Le débat mouvant');
    assert.deepEqual(await context.cookies(), [], 'no cookie for who only reads');
  });

  story('narrows a search by facets whose counts are true, and takes the filter away', async ({ page }) => {
    await page.goto('/recherche');
    const all = await total(page);
    const value = page.locator('.facet', { hasText: 'Type de ressource' }).getByRole('link').filter({ hasText: 'Outil' });
    const announced = Number.parseInt(await value.locator('.count').innerText(), 10);
    assert.ok(announced > 0 && announced < all);
    await value.click();
    await page.waitForURL(/kind=outil/);
    assert.equal(await total(page), announced, 'the count of the facet is the count of the results');
    assert.equal((await titles(page)).length, announced);
    await page.locator('.filters').getByRole('link', { name: /^Retirer le filtre/ }).click();
    assert.equal(await total(page), all);
  });

  story('turns the pages of a long list, each resource once', async ({ page }) => {
    await page.goto('/recherche?sort=title');
    const all = await total(page);
    const seen = await titles(page);
    while (await page.getByRole('link', { name: 'Page suivante' }).count()) {
      const here = page.url();
      await page.getByRole('link', { name: 'Page suivante' }).click();
      await page.waitForURL((url) => url.href !== here);
      seen.push(...(await titles(page)));
    }
    assert.ok(seen.length > 20, 'the shipped library has more than a page');
    assert.equal(new Set(seen).size, all);
    assert.equal(seen.length, all);
  });

  story('reads what the licence allows and takes the credit line', async ({ page }) => {
    await page.goto('/ressources/debat-mouvant');
    const box = page.locator('.licence-box');
    assert.equal(await box.locator('a[rel~="license"]').getAttribute('href'), 'https://creativecommons.org/licenses/by-sa/4.0/');
    const credit = await box.getByLabel('Ligne de crédit').inputValue();
    for (const part of ['Le débat mouvant', 'Équipe Ressourçothèque', 'CC BY-SA 4.0', '/ressources/debat-mouvant']) {
      assert.ok(credit.includes(part), `${part} in: ${credit}`);
    }
    await box.getByRole('link', { name: /en clair/ }).click();
    await headingIs(page, 'CC BY-SA 4.0');
    await sees(page, 'Partager vos adaptations sous la même licence');
  });

  story('prints a clean sheet, with its credit and address', async ({ page }) => {
    await page.goto('/ressources/debat-mouvant');
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.site-header', '.site-footer', 'nav.actions', '.skip']) {
      assert.ok(!(await page.locator(hidden).first().isVisible()), `${hidden} is not printed`);
    }
    await page.getByText('Adresse de cette fiche').waitFor({ state: 'visible' });
    assert.match(await words(page), /\/ressources\/debat-mouvant/);
    assert.ok(await page.getByText(/CC BY-SA 4\.0/).first().isVisible());
    await page.getByRole('heading', { level: 1, name: 'Le débat mouvant' }).waitFor({ state: 'visible' });
  });

  story('reads the interface in English, then in French again, without leaving the page', async ({ page }) => {
    await page.goto('/ressources/debat-mouvant');
    await page.getByRole('link', { name: 'English' }).click();
    await page.locator('html[lang="en"]').waitFor();
    assert.equal(new URL(page.url()).pathname, '/ressources/debat-mouvant');
    await page.locator('nav.actions').getByRole('link', { name: 'Edit' }).waitFor();
    await page.getByRole('link', { name: 'Français' }).click();
    await page.locator('html[lang="fr"]').waitFor();
    await page.locator('nav.actions').getByRole('link', { name: 'Modifier' }).waitFor();
  });

  story('is helped by the page that says an address leads nowhere', async ({ page }) => {
    const answer = await page.goto('/ressources/debat-mouvan');
    assert.equal(answer.status(), 404);
    await headingIs(page, 'Cette page n’existe pas');
    await page.getByRole('main').getByRole('link', { name: 'Le débat mouvant' }).click();
    await headingIs(page, 'Le débat mouvant');
  });

  story('follows a red link and writes the sheet that was missing', async ({ page, library, mark }) => {
    const slug = await library.create({ title: `Sommaire ${mark}`, body: `À lire : [[fiche ${mark}]].` });
    await page.goto(`/ressources/${slug}`);
    await page.locator('a.wikilink.missing').click();
    const create = page.getByRole('main').getByRole('link', { name: 'Créer cette ressource' });
    if (await create.count()) await create.click();
    await page.getByRole('link', { name: 'Page', exact: true }).click();
    await page.getByRole('link', { name: 'Continuer sans fichier' }).click();
    const title = page.locator('input[name="title"]');
    assert.match(await title.inputValue(), new RegExp(mark), 'the title is that of the link');
    await title.fill(`Fiche ${mark}`);
    await stateOwn(page);
    await page.locator('button[value="publish"]').click();
    await page.waitForURL(/depose=1/);
    assert.equal(new URL(page.url()).pathname, `/ressources/fiche-${mark}`);
    await page.getByRole('link', { name: `Sommaire ${mark}` }).click();
    assert.equal(await page.locator('a.wikilink.missing').count(), 0);
    await page.locator('a.wikilink').click();
    await headingIs(page, `Fiche ${mark}`);
  });

  story('is told when nothing is found, and what to do', async ({ page, mark }) => {
    await page.goto('/');
    await search(page, mark);
    assert.equal(await total(page), 0);
    await page.getByRole('main').getByRole('link', { name: 'Parcourir les thèmes' }).click();
    await headingIs(page, 'Tous les thèmes');
  });
});
