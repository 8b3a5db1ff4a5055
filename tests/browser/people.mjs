// What people do in the library, in their own words: the steps that stories share.
import assert from 'node:assert/strict';

/** The page's search box; where scripts run, it is a combobox with what is proposed. */
export function searchBox(page) {
  return page.locator('form[role="search"] input[name="q"]');
}

/** Types in the page's search box and sends it. */
export async function search(page, words) {
  const box = searchBox(page);
  await box.fill(words);
  await box.press('Enter');
  await page.waitForURL(/\/recherche\?/);
}

/** Opens the result with that title. */
export async function openResult(page, title) {
  await page.getByRole('main').getByRole('link', { name: title, exact: true }).first().click();
  await headingIs(page, title);
}

/** The page's one heading of the first level. */
export async function headingIs(page, text) {
  await page.getByRole('heading', { level: 1 }).filter({ hasText: text }).waitFor();
  assert.equal(await page.locator('h1').count(), 1, 'one h1 a page');
}

/** Follows one of the actions that stand on every page about a resource. */
export async function follow(page, action) {
  await page.locator('nav.actions').getByRole('link', { name: action, exact: true }).click();
}

/** The text of the editor. */
export function bodyOf(page) {
  return page.locator('textarea[name="body"]');
}

/** On the form of a resource: changes the text, says why, and saves. */
export async function rewrite(page, change, summary = '') {
  const body = bodyOf(page);
  await body.fill(change(await body.inputValue()));
  if (summary) await page.getByLabel('Qu’avez-vous changé').fill(summary);
  await save(page);
}

/** In a deposit: states that one made it, and that one has the right to share it. */
export async function stateOwn(page) {
  await page.getByLabel('Oui, c’est mon travail').check();
  await stateRight(page);
}

/** In a deposit or its preview: states that one has the right to share it. */
export async function stateRight(page) {
  await page.getByLabel('J’ai le droit de partager ce contenu').check();
}

/** Presses the button that saves a change. */
export async function save(page) {
  await page.locator('button[name="action"][value="save"]').click();
}

/** What the page says was just done. */
export async function notice(page) {
  return page.getByRole('main').getByRole('status').first().innerText();
}

/** All the text of the page's main part. */
export function words(page) {
  return page.getByRole('main').innerText();
}

/** Fails unless the sheet shown has this text. */
export async function sees(page, text) {
  await page.getByRole('main').getByText(text).first().waitFor();
}
