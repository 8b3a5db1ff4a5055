// Somebody searches: what is proposed as they type, what was made of their words, and what stewards see of it.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { stories, WITH_JAVASCRIPT } from './harness.mjs';
import { headingIs, search, searchBox, sees, words } from './people.mjs';

const SUGGEST = '**/api/v1/suggest*';
const heading = (page) => page.getByRole('heading', { level: 1 }).innerText();
const lines = (page) => page.getByRole('listbox').getByRole('option');
const total = async (page) => Number((await page.locator('.total').innerText()).replace(/\D/g, ''));

/** Types letter by letter, as people do, and waits for what is proposed. */
async function begin(page, text) {
  await searchBox(page).pressSequentially(text, { delay: 20 });
  await lines(page).first().waitFor();
}

/** Somebody else's machine asks: a person is told from others by where they come from. */
function searchFrom(localAddress, url, userAgent) {
  return new Promise((resolve, reject) => {
    const asked = get(url, { localAddress, headers: { 'user-agent': userAgent } }, (answer) => answer.resume().on('end', resolve));
    asked.on('error', reject);
  });
}

/** The line that Enter would choose, as a screen reader is told of it. */
async function active(page) {
  const id = await searchBox(page).getAttribute('aria-activedescendant');
  return id && page.locator(`[id="${id}"][role="option"][aria-selected="true"]`).innerText();
}

stories('somebody who searches', (story) => {
  const ways = WITH_JAVASCRIPT;

  story('is proposed lines while typing, and chooses one by keyboard', async ({ page }) => {
    await page.goto('/themes');
    const box = searchBox(page);
    assert.equal(await box.getAttribute('role'), 'combobox');
    assert.equal(await box.getAttribute('aria-expanded'), 'false');
    await begin(page, 'déba');
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    assert.equal(await list.getAttribute('id'), await box.getAttribute('aria-controls'));
    const count = await lines(page).count();
    await page.getByRole('status').filter({ hasText: new RegExp(`Suggestions\\s*: ${count}$`) }).waitFor();
    assert.equal(await active(page), null, 'nothing is chosen by itself');
    await box.press('ArrowDown');
    assert.equal(await active(page), await lines(page).first().innerText());
    await box.press('ArrowUp');
    assert.equal(await active(page), null);
    await box.press('ArrowUp');
    assert.equal(await active(page), await lines(page).last().innerText(), 'the list goes round');
    await box.press('ArrowDown');
    while (!(await active(page))?.startsWith('Le débat mouvant')) await box.press('ArrowDown');
    assert.equal(await box.inputValue(), 'déba', 'the words stay as they were typed');
    await box.press('Enter');
    await headingIs(page, 'Le débat mouvant');
    assert.equal(new URL(page.url()).pathname, '/ressources/debat-mouvant');
  }, { ways });

  story('closes what is proposed and searches for what was typed', async ({ page }) => {
    await page.goto('/');
    await begin(page, 'anim');
    await searchBox(page).press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    assert.equal(await searchBox(page).inputValue(), 'anim');
    assert.equal(await searchBox(page).getAttribute('aria-expanded'), 'false');
    await searchBox(page).pressSequentially('a');
    await lines(page).first().waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    await searchBox(page).press('Enter');
    await page.waitForURL('**/recherche?q=anima');
  }, { ways });

  story('chooses a theme with the mouse', async ({ page }) => {
    await page.goto('/');
    await begin(page, 'somm');
    await lines(page).filter({ hasText: /^sommeil$/ }).first().click();
    await page.waitForURL('**/recherche?q=sommeil');
    assert.ok((await total(page)) > 0);
  }, { ways });

  story('is never shown what was proposed for other words', async ({ page }) => {
    let late = true;
    await page.route(SUGGEST, async (route) => {
      const answer = await route.fetch().catch(() => null);
      if (late) await new Promise((resolve) => setTimeout(resolve, 700));
      late = false;
      if (answer) await route.fulfill({ response: answer }).catch(() => {});
    });
    await page.goto('/');
    await searchBox(page).pressSequentially('déb');
    await page.waitForRequest(SUGGEST);
    await searchBox(page).fill('photol');
    await lines(page).filter({ hasText: /Photolangage|photolangage/ }).first().waitFor();
    await page.waitForTimeout(900);
    assert.equal(await lines(page).filter({ hasText: 'débat' }).count(), 0);
  }, { ways });

  story('finds also when nothing can be proposed', async ({ page }) => {
    await page.route(SUGGEST, (route) => route.abort());
    await page.goto('/');
    await searchBox(page).pressSequentially('debat mouvant', { delay: 20 });
    await page.waitForTimeout(300);
    assert.ok(await page.getByRole('listbox', { includeHidden: true }).isHidden());
    await searchBox(page).press('Enter');
    await page.waitForURL(/\/recherche\?/);
    await sees(page, 'Le débat mouvant');
  }, { ways });

  story('is told of near words, has theirs alone, and the others back', async ({ page }) => {
    await page.goto('/');
    await search(page, 'ETP');
    assert.match(await words(page), /Aussi cherché/);
    const wide = await total(page);
    await page.getByRole('link', { name: 'Chercher seulement ces mots' }).click();
    await page.waitForURL(/literal=true/);
    assert.doesNotMatch(await words(page), /Aussi cherché/);
    assert.ok((await total(page)) < wide);
    await search(page, 'ETP groupe');
    assert.match(page.url(), /literal=true/, 'another search is one for its words alone too');
    await search(page, 'ETP');
    await page.getByRole('link', { name: 'Retirer le filtre Ces mots seulement' }).click();
    await page.waitForURL((url) => !url.search.includes('literal'));
    assert.equal(await total(page), wide);
  });

  story('takes away what was typed like what was chosen', async ({ page }) => {
    await page.goto('/');
    await search(page, '"brise-glace" thème:animation groupe');
    for (const chip of ['Côte à côte : brise-glace', 'Thème : animation']) {
      const link = page.locator('.filters').getByRole('link', { name: new RegExp(chip.replaceAll(' ', '\\s')) });
      await link.click();
      await link.waitFor({ state: 'detached' });
    }
    assert.equal(await searchBox(page).inputValue(), 'groupe');
    assert.equal(await page.locator('.filters').count(), 0);
  });

  story('sees results on a phone without scrolling, and narrows choice by choice', async ({ page }) => {
    for (const address of ['/recherche?q=sommeil', '/recherche?q=groupe&kind=fiche-methode&tag=animation', `/recherche?q=${'une question très longue '.repeat(12)}sommeil`]) {
      await page.goto(address);
      const { y } = await page.locator('.card').first().boundingBox();
      assert.ok(y < 380, `the first card begins at ${y} px: ${address}`);
    }
    await page.goto('/recherche?q=groupe');
    const panel = page.getByRole('complementary', { name: 'Affiner' });
    const values = panel.locator('.facet').getByRole('link');
    assert.ok(await values.first().isHidden());
    await panel.getByText('Affiner').click();
    for (const chosen of [1, 2]) {
      await values.filter({ hasNot: page.locator('[aria-current]') }).and(page.locator('a:not([aria-current])')).first().click();
      await panel.getByText(`(${chosen})`).waitFor();
      assert.ok(await values.first().isVisible(), 'open for the next choice');
    }
    assert.ok(await panel.getByRole('navigation', { name: 'Trier par' }).isVisible());
    await page.locator('.filters').getByRole('link', { name: 'Retirer tous les filtres' }).click();
    await page.waitForURL((url) => !url.search.includes('panel'));
    assert.ok(await values.first().isHidden());
  }, { options: { viewport: { width: 360, height: 640 } } });

  story('combines filters, takes one away, then all', async ({ page }) => {
    await page.goto('/recherche?q=groupe');
    const all = await total(page);
    for (const facet of ['Type de ressource', 'Thème']) {
      await page.locator('.facet', { hasText: facet }).first().getByRole('link').first().click();
      await page.locator('.filters').getByRole('link', { name: new RegExp(`Retirer le filtre ${facet}`) }).waitFor();
    }
    const both = await total(page);
    assert.ok(both > 0 && both < all);
    await page.locator('.filters').getByRole('link', { name: /^Retirer le filtre/ }).first().click();
    await page.waitForURL((url) => [...url.searchParams].length === 2);
    assert.ok((await total(page)) >= both);
    await page.goBack();
    await page.getByRole('link', { name: 'Retirer tous les filtres' }).click();
    await page.waitForURL('**/recherche?q=groupe');
    assert.equal(await total(page), all);
  });

  story('reads how to ask', async ({ page }) => {
    await page.goto('/recherche?q=groupe');
    await page.getByText('Comment chercher').click();
    await page.getByText('Un tiret devant un mot').waitFor({ state: 'visible' });
    await page.getByRole('link', { name: 'Toute l’aide à la recherche' }).click();
    await headingIs(page, 'Rechercher');
  });

  story('counts for the steward together with others, not alone', async ({ page, comeIn, library, mark }) => {
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
    for (const person of [1, 2, 3]) {
      if (person === 1) {
        const visitor = await comeIn({ userAgent });
        await visitor.page.goto('/');
        await search(visitor.page, mark);
      } else {
        await searchFrom(`127.0.0.${person}`, `${library.origin}/recherche?q=${mark}`, userAgent);
      }
      await page.goto('/etat');
      await page.getByRole('link', { name: 'Ce que l’on cherche, ce que l’on lit' }).click();
      await headingIs(page, 'Ce que l’on cherche');
      const shown = await page.getByRole('region', { name: 'Recherches sans résultat' }).getByRole('link', { name: mark }).count();
      assert.equal(shown, person === 3 ? 1 : 0, `asked by ${person}`);
    }
    assert.match(await heading(page), /ce que l’on lit/);
  });
});
