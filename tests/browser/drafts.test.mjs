// What was written and not published yet: it survives a closed tab, a crash and another browser, by its address.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ROOT } from './harness/library.mjs';
import { stories, WITH_JAVASCRIPT } from './harness.mjs';
import { bodyOf, headingIs, rewrite, save, sees, stateOwn, words } from './people.mjs';

const PDF = join(ROOT, 'content/outils/cartes-emotions/cartes-emotions.pdf');
const TEXT = 'On écrit sur des cartons.\n\nOn les pose au mur.';

const titleOf = (page) => page.locator('input[name="title"]');

/** Begins a deposit and writes until the page has the address of its draft. */
async function begin(page, mark) {
  await page.goto('/deposer/outil');
  await page.locator('input[type="file"]').setInputFiles(PDF);
  await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  await titleOf(page).fill(`Cartes ${mark}`);
  await bodyOf(page).fill(`Un texte précieux, ${mark}.`);
}

async function untilKept(page) {
  await page.waitForURL(/\/brouillons\/[0-9a-f-]{36}$/);
  await page.getByText(/Brouillon gardé à \d\d:\d\d/).waitFor();
  return page.url();
}

async function isAllThere(page, mark) {
  assert.equal(await titleOf(page).inputValue(), `Cartes ${mark}`);
  assert.equal((await bodyOf(page).inputValue()).trim(), `Un texte précieux, ${mark}.`);
  await page.getByText('cartes-emotions.pdf').first().waitFor();
}

/** Somebody saves other words meanwhile: the page shows the conflict. */
async function meetConflict(page, library, mark) {
  const slug = await library.create({ title: `Cartons ${mark}`, body: TEXT });
  await page.goto(`/ressources/${slug}/modifier`);
  await library.revise(slug, { body: TEXT.replace('au mur', 'sur la grande table') });
  await rewrite(page, (text) => text.replace('au mur', 'par terre'));
  await page.getByRole('alert').first().waitFor();
  return slug;
}

const keptAddress = (page) => page.locator('.notice a[href^="/brouillons/"]').first().getAttribute('href');

stories('drafts', (story) => {
  const scripts = { ways: WITH_JAVASCRIPT };

  story('a deposit is there again after its tab was closed, and in another browser', async ({ page, context, comeIn, mark }) => {
    await begin(page, mark);
    const address = await untilKept(page);
    await page.close({ runBeforeUnload: false });
    const later = await context.newPage();
    await later.goto('/deposer');
    await later.getByRole('link', { name: `Reprendre « Cartes ${mark} »` }).click();
    await isAllThere(later, mark);
    assert.equal(later.url(), address);
    const elsewhere = await comeIn();
    await elsewhere.page.goto(address);
    await isAllThere(elsewhere.page, mark);
    await stateOwn(elsewhere.page);
    await elsewhere.page.locator('button[value="publish"]').click();
    await headingIs(elsewhere.page, `Cartes ${mark}`);
    await later.goto('/deposer');
    await later.waitForFunction(() => localStorage.getItem('mes-brouillons') === null);
    assert.equal(await later.getByRole('heading', { name: 'Vos brouillons' }).isVisible(), false);
  }, scripts);

  story('reloading brings a deposit back as it was when the page was left', async ({ page, mark }) => {
    await begin(page, mark);
    await untilKept(page);
    await titleOf(page).fill(`Cartes à imprimer ${mark}`);
    page.on('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.waitForFunction((title) => {
      const offered = [...document.querySelectorAll('button')].some((button) => button.textContent === 'Reprendre le brouillon');
      return offered || document.querySelector('input[name="title"]')?.value === title;
    }, `Cartes à imprimer ${mark}`);
    const offer = page.getByRole('button', { name: 'Reprendre le brouillon' });
    if (await offer.count()) await offer.click();
    assert.equal(await titleOf(page).inputValue(), `Cartes à imprimer ${mark}`);
  }, scripts);

  story('what is published is not offered as a draft any more', async ({ page, mark }) => {
    await begin(page, mark);
    await untilKept(page);
    await stateOwn(page);
    await page.locator('button[value="preview"]').click();
    await page.locator('button[value="publish"]').first().click();
    await page.locator('.published').waitFor();
    await page.goto('/deposer');
    await page.waitForFunction(() => localStorage.length === 0);
    await page.goto('/deposer/outil/formulaire');
    assert.equal(await page.getByRole('button', { name: 'Reprendre le brouillon' }).count(), 0);
  }, scripts);

  story('what is published before the scripts of its preview ran is not offered as a draft any more', async ({ page, mark }) => {
    await begin(page, mark);
    await untilKept(page);
    await page.route('**/*.js*', (route) => route.abort());
    await stateOwn(page);
    await page.locator('button[value="preview"]').click();
    await page.locator('button[value="publish"]').first().click();
    await page.locator('.published').waitFor();
    await page.unroute('**/*.js*');
    await page.goto('/deposer');
    await page.waitForFunction(() => localStorage.length === 0);
  }, scripts);

  story('a deposit is kept by a button, gone on with by its address, and dropped', async ({ page, comeIn, mark }) => {
    await page.goto('/deposer/page/formulaire');
    await titleOf(page).fill(`Une page ${mark}`);
    await bodyOf(page).fill('Le début.');
    await page.getByRole('button', { name: 'Garder en brouillon' }).click();
    await page.waitForURL(/\/brouillons\//);
    await page.getByText('Gardez cette adresse').waitFor();
    const { page: elsewhere } = await comeIn();
    await elsewhere.goto(page.url());
    assert.equal(await titleOf(elsewhere).inputValue(), `Une page ${mark}`);
    await elsewhere.getByRole('link', { name: 'Supprimer ce brouillon' }).click();
    await elsewhere.getByRole('button', { name: 'Supprimer le brouillon' }).click();
    await elsewhere.getByText('Le brouillon est supprimé.').waitFor();
    await page.reload();
    await headingIs(page, 'Ce brouillon n’est plus là');
  });

  story('a rejected text is read at its address by whoever has it, and saved from there', async ({ page, comeIn, library, mark }) => {
    const slug = await meetConflict(page, library, mark);
    const address = await keptAddress(page);
    const { page: elsewhere } = await comeIn();
    await elsewhere.goto(address);
    for (const text of ['On les pose au mur.', 'sur la grande table', 'par terre']) assert.ok((await words(elsewhere)).includes(text), text);
    await bodyOf(elsewhere).fill(TEXT.replace('au mur', 'par terre ou sur la grande table'));
    await save(elsewhere);
    await headingIs(elsewhere, `Cartons ${mark}`);
    assert.equal((await library.read(slug)).revision, 3);
    await elsewhere.goto(address);
    await headingIs(elsewhere, 'Ce brouillon n’est plus là');
  });

  story('a text in conflict is offered again after its tab was closed', async ({ page, context, library, mark }) => {
    const slug = await meetConflict(page, library, mark);
    await page.waitForFunction(() => Object.values(localStorage).some((value) => value.includes('par terre')));
    await page.close({ runBeforeUnload: false });
    const later = await context.newPage();
    await later.goto(`/ressources/${slug}/modifier`);
    await later.getByRole('button', { name: 'Reprendre le brouillon' }).click();
    assert.match(await bodyOf(later).inputValue(), /par terre/);
    await save(later);
    await headingIs(later, `Cartons ${mark}`);
    await later.waitForFunction(() => localStorage.length === 0);
  }, scripts);

  story('in a conflict, one side’s text is put into the form by a button', async ({ page, library, mark }) => {
    const slug = await meetConflict(page, library, mark);
    await page.getByRole('button', { name: /Reprendre leur texte/ }).click();
    assert.match(await bodyOf(page).inputValue(), /sur la grande table/);
    await page.getByRole('button', { name: /Reprendre mon texte/ }).click();
    assert.match(await bodyOf(page).inputValue(), /par terre/);
    await page.getByRole('button', { name: /Reprendre leur texte/ }).click();
    await page.getByLabel('Titre', { exact: false }).first().fill(`Cartons réunis ${mark}`);
    await save(page);
    await sees(page, 'sur la grande table');
    assert.equal((await library.read(slug)).title, `Cartons réunis ${mark}`);
  }, scripts);

  story('the three texts stand beside each other on a desk and above each other on a phone', async ({ page, library, mark }) => {
    await meetConflict(page, library, mark);
    const places = () => page.locator('.three > section').evaluateAll((columns) => columns.map((column) => column.getBoundingClientRect().x));
    assert.equal(new Set(await places()).size, 3);
    await page.setViewportSize({ width: 360, height: 740 });
    assert.equal(new Set(await places()).size, 1);
    const headings = await page.locator('.three h3').allInnerTexts();
    assert.deepEqual(headings, ['Le texte de départ', 'Le texte enregistré entre-temps', 'Votre texte']);
  });
});
