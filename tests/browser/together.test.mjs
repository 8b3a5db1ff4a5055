// Two people at the same sheet: nobody's words are lost.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { bodyOf, headingIs, notice, rewrite, save, sees, words } from './people.mjs';

const TEXT = 'On écrit sur des cartons.\n\nOn les pose au mur.\n\nOn les range ensemble.';

/** Anne and Bruno open the same sheet for writing, from the same base. */
async function bothOpen({ visitor, comeIn, library, mark }) {
  const slug = await library.create({ title: `Cartons ${mark}`, body: TEXT });
  const bruno = await comeIn();
  for (const { page } of [visitor, bruno]) await page.goto(`/ressources/${slug}/modifier`);
  return { slug, anne: visitor.page, bruno: bruno.page };
}

stories('two people at the same sheet', (story) => {
  story('different paragraphs: both changes stand', async (told) => {
    const { anne, bruno, slug } = await bothOpen(told);
    await rewrite(anne, (text) => text.replace('sur des cartons', 'en grand sur des cartons'));
    await headingIs(anne, `Cartons ${told.mark}`);
    await rewrite(bruno, (text) => text.replace('range ensemble', 'range ensemble, à voix haute'));
    await headingIs(bruno, `Cartons ${told.mark}`);
    assert.match(await notice(bruno), /les deux changements ont été réunis/);
    await sees(bruno, 'On écrit en grand sur des cartons.');
    await sees(bruno, 'On les range ensemble, à voix haute.');
    assert.equal((await told.library.read(slug)).revision, 3);
  });

  story('the same words: the second sees both texts and finishes in one save', async (told) => {
    const { anne, bruno, slug } = await bothOpen(told);
    await rewrite(anne, (text) => text.replace('au mur', 'sur la grande table'));
    await headingIs(anne, `Cartons ${told.mark}`);
    const [answer] = await Promise.all([
      bruno.waitForResponse((response) => response.request().method() === 'POST'),
      rewrite(bruno, (text) => text.replace('au mur', 'par terre')),
    ]);
    assert.equal(answer.status(), 409);
    await bruno.getByRole('alert').first().waitFor();
    const shown = await words(bruno);
    assert.match(shown, /sur la grande table/);
    assert.match(shown, /par terre/);
    assert.match(await bodyOf(bruno).inputValue(), /On les pose par terre\./, 'the form holds the text of who writes');
    await bodyOf(bruno).fill(TEXT.replace('au mur', 'sur la grande table ou par terre'));
    await save(bruno);
    await headingIs(bruno, `Cartons ${told.mark}`);
    await sees(bruno, 'On les pose sur la grande table ou par terre.');
    const now = await told.library.read(slug);
    assert.equal(now.revision, 3);
    await bruno.goto(`/ressources/${slug}/revisions/2`);
    await sees(bruno, 'On les pose sur la grande table.');
  });
});
