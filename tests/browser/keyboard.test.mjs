// Everything by keyboard: nobody needs a mouse, and one always sees where one is.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { bodyOf, headingIs, searchBox, sees } from './people.mjs';

/** More presses of the key than any page needs. */
const FAR = 120;

/** Where the keyboard is must be seen: in the window, under nothing, with an outline. */
function focusSeen() {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const outlined = (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const uncovered = box.bottom > 0 && box.top < innerHeight && (element.contains(top) || top?.contains(element));
  const name = `${element.tagName} ${element.getAttribute('name') ?? ''} ${element.innerText?.slice(0, 40) ?? ''}`;
  return outlined && uncovered ? '' : `${name.trim()}: ${outlined ? 'covered' : 'no outline'}`;
}

/** Presses Tab until the keyboard is on that element. */
async function tabTo(page, target) {
  for (let presses = 0; presses < FAR; presses += 1) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(focusSeen), '', 'the focus is seen');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`not reached by ${FAR} presses of Tab: ${target}`);
}

stories('by keyboard only', (story) => {
  story('somebody skips the menu, searches, opens, modifies and saves', async ({ page, mark }) => {
    await page.goto('/ressources/charte');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Aller au contenu' });
    assert.ok(await skip.evaluate((element) => element === document.activeElement), 'the skip link comes first');
    assert.ok(await skip.isVisible());
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), 'in the content');

    await page.goto('/');
    await tabTo(page, searchBox(page));
    await page.keyboard.type('photolangage');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/recherche\?/);
    await tabTo(page, page.locator('.card-title a').first());
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/ressources\/photolangage/);
    await tabTo(page, page.locator('nav.actions').getByRole('link', { name: 'Modifier' }));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/modifier$/);
    await tabTo(page, bodyOf(page));
    await page.keyboard.press('Control+End');
    await page.keyboard.type(`\n\nÉcrit au clavier : ${mark}.`);
    await tabTo(page, page.locator('button[value="save"]'));
    await page.keyboard.press('Enter');
    await sees(page, `Écrit au clavier : ${mark}.`);
    await headingIs(page, 'Photolangage');
  });

  story('somebody skips what narrows a search, to its results', async ({ page }) => {
    await page.goto('/recherche?q=groupe');
    await tabTo(page, page.getByRole('link', { name: 'Aller aux résultats' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.locator('.results a').first());
    assert.equal(new URL(page.url()).hash, '#resultats');
    await page.goto('/recherche?q=groupe');
    for (let presses = 0; presses < 2; presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('.card')), 'two keys before the first result');
  });

  story('the keyboard is never caught: Tab goes round a long form and out', async ({ page }) => {
    await page.goto('/deposer/fiche-methode/formulaire');
    await tabTo(page, page.locator('button[value="publish"]'));
    await tabTo(page, page.getByRole('link', { name: 'English' }));
  });
});
