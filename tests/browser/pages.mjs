// Every sort of page and how a person gets to see one: for the accessibility stories and the screenshots.
import { join } from 'node:path';
import { ROOT } from './harness/library.mjs';
import { bodyOf, rewrite, searchBox, stateOwn } from './people.mjs';

const PDF = join(ROOT, 'content/outils/cartes-emotions/cartes-emotions.pdf');

/** Ways to a page that is not just an address. Each takes the page and the slug of a sheet made for it. */
const ways = {
  async searchHelp(page) {
    await page.goto('/recherche?q=groupe');
    await page.locator('.search-help > summary').click();
  },
  async proposed(page) {
    await page.goto('/themes');
    await searchBox(page).pressSequentially('deb');
    await page.getByRole('option').first().waitFor();
    await searchBox(page).press('ArrowDown');
  },
  async editPreview(page, slug) {
    await page.goto(`/ressources/${slug}/modifier`);
    await page.locator('button[value="preview"]').click();
    await page.locator('#apercu').waitFor();
  },
  async editErrors(page, slug) {
    await page.goto(`/ressources/${slug}/modifier`);
    await page.locator('input[name="title"]').fill('');
    await page.locator('button[value="save"]').click();
    await page.getByRole('alert').waitFor();
  },
  async conflict(page, slug, library) {
    await page.goto(`/ressources/${slug}/modifier`);
    await library.revise(slug, { body: conflictText('sur la grande table') });
    await rewrite(page, (text) => text.replace('au mur', 'par terre'));
    await page.getByRole('alert').first().waitFor();
  },
  async rejected(page, slug, library) {
    await ways.conflict(page, slug, library);
    await page.locator('a[href^="/brouillons/"]').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  },
  async depositDraft(page, title = 'Des cartes pour parler de ce que l’on ressent') {
    await page.goto('/deposer/page/formulaire');
    await page.locator('input[name="title"]').fill(title);
    await bodyOf(page).fill('Trente cartes à imprimer.');
    await page.locator('button[value="keep"]').click();
    await page.waitForURL(/\/brouillons\//);
  },
  async dropDraft(page) {
    await ways.depositDraft(page);
    await page.getByRole('link', { name: 'Supprimer ce brouillon' }).click();
    await page.getByRole('button', { name: 'Supprimer le brouillon' }).waitFor();
  },
  async ownDrafts(page) {
    await ways.depositDraft(page);
    await page.waitForFunction(() => localStorage.getItem('mes-brouillons'));
    await page.goto('/deposer');
    await page.getByRole('heading', { name: 'Vos brouillons' }).waitFor();
  },
  async depositForm(page) {
    await page.goto('/deposer/outil');
    await page.locator('input[type="file"]').setInputFiles(PDF);
    await page.getByRole('button', { name: 'Continuer', exact: true }).click();
    await page.locator('input[name="title"]').waitFor();
  },
  async depositUnstated(page) {
    await page.goto('/deposer/page/formulaire');
    await page.locator('input[name="origin"][value="unclear"]').check();
    await page.locator('button[value="publish"]').click();
    await page.getByRole('alert').waitFor();
  },
  async depositClash(page, library) {
    const works = [['Des cartons libres', 'CC-BY-SA-4.0'], ['Des cartons à ne pas vendre', 'CC-BY-NC-4.0']];
    const slugs = await Promise.all(works.map(([title, licence]) => library.create({ title, licence, body: conflictText('au mur') })));
    await page.goto(`/ressources/${slugs[0]}/adapter`);
    await page.locator('input[name="derived_from[1].resource"]').fill(slugs[1]);
    await page.locator('button[value="preview"]').click();
    await page.locator('[data-clash]').waitFor();
  },
  async editLicence(page, slug) {
    await page.goto(`/ressources/${slug}/modifier`);
    await page.locator('summary', { hasText: 'Licence' }).click();
    await page.locator('summary', { hasText: 'Fait à partir de' }).click();
    await page.locator('summary', { hasText: 'venue d’ailleurs' }).first().click();
  },
  async depositPreview(page) {
    await ways.depositForm(page);
    await page.locator('input[name="title"]').fill('Des cartes pour parler de ce que l’on ressent');
    await bodyOf(page).fill('Trente cartes à imprimer.\n\n## Les préparer\n\nDécouper, plastifier.');
    await stateOwn(page);
    await page.locator('button[value="preview"]').click();
    await page.locator('button[value="publish"]').first().waitFor();
  },
  async published(page) {
    await ways.depositPreview(page);
    await page.locator('button[value="publish"]').first().click();
    await page.locator('.published').waitFor();
  },
};

const conflictText = (where) => `On écrit une idée par carton.\n\nOn les pose ${where}, puis on les range ensemble.`;

/** Makes what the pages show: a sheet with three revisions, and one that was withdrawn. */
export async function furnish(library) {
  const slug = await library.create({ title: 'Ranger des cartons ensemble', body: conflictText('au mur'), tags: ['animation'] });
  await library.revise(slug, { body: `${conflictText('au mur')}\n\nPrévoir vingt minutes.`, summary: 'durée ajoutée' });
  const adapted = await library.create({
    title: 'Ranger des cartons avec des enfants',
    body: 'Deux par deux.',
    derived_from: [
      { resource: slug, changes: 'pour des enfants' },
      { title: 'Un jeu de rangement', authors: 'Une association', url: 'https://example.org/jeu', licence: 'CC-BY-4.0' },
      { title: 'Un livre sur le jeu', use: 'quoted' },
    ],
  });
  await library.revise(slug, { body: `${conflictText('au mur')}\n\nPrévoir trente minutes et des feutres.`, summary: 'durée corrigée, matériel' });
  const gone = await library.create({ title: 'Ranger des cartons (doublon)', body: 'La même fiche.' });
  await library.withdraw(gone, 'Doublon de « Ranger des cartons ensemble ».');
  return { slug, gone, adapted };
}

/** The pages: `name`, and `open(page, made, library)` which ends when the page is there; `scripts` where only they show it. */
export const PAGES = [
  at('home', () => '/'),
  at('search', () => '/recherche?q=sommeil'),
  at('search-filtered', () => '/recherche?q=groupe&kind=fiche-methode&tag=animation'),
  at('search-typed', () => '/recherche?q=th%C3%A8me%3Aanimation%20%22brise-glace%22%20-enfants&tag=expression&panel=open'),
  at('search-nothing', () => '/recherche?q=xyzzyqwk'),
  at('search-near-words', () => '/recherche?q=ETP'),
  at('search-these-words', () => '/recherche?q=ETP&literal=true'),
  at('search-no-filter-fits', () => '/recherche?q=sommeil&kind=outil&year=1990'),
  { name: 'search-help', open: (page) => ways.searchHelp(page) },
  { name: 'search-proposed', scripts: true, open: (page) => ways.proposed(page) },
  at('kind', () => '/types/fiche-methode'),
  at('themes', () => '/themes'),
  at('theme', () => '/themes/animation'),
  at('sheet', () => '/ressources/debat-mouvant'),
  at('adaptation', ({ adapted }) => `/ressources/${adapted}`),
  at('adapted-sheet', ({ slug }) => `/ressources/${slug}`),
  at('compare-with-source', ({ adapted, slug }) => `/ressources/${adapted}/comparer/${slug}`),
  at('sheet-files', () => '/ressources/grille-de-seance'),
  at('sheet-markdown', () => '/ressources/ecrire-en-markdown'),
  at('revision', ({ slug }) => `/ressources/${slug}/revisions/1`),
  at('edit', () => '/ressources/debat-mouvant/modifier'),
  { name: 'edit-preview', open: (page, { slug }) => ways.editPreview(page, slug) },
  { name: 'edit-errors', open: (page, { slug }) => ways.editErrors(page, slug) },
  at('history', ({ slug }) => `/ressources/${slug}/historique`),
  at('compare', ({ slug }) => `/ressources/${slug}/comparer?de=2&a=3`),
  {
    name: 'conflict',
    // each visit needs a sheet of its own: the conflict is with a change made meanwhile
    open: async (page, made, library) =>
      ways.conflict(page, await library.create({ title: 'Cartons disputés', body: conflictText('au mur') }), library),
  },
  {
    name: 'rejected-text',
    open: async (page, made, library) =>
      ways.rejected(page, await library.create({ title: 'Cartons gardés', body: conflictText('au mur') }), library),
  },
  at('rename', ({ slug }) => `/ressources/${slug}/renommer`),
  at('withdraw', ({ slug }) => `/ressources/${slug}/retirer`),
  at('tombstone', ({ gone }) => `/ressources/${gone}`),
  at('cite', () => '/ressources/debat-mouvant/citer'),
  at('deposit-kind', () => '/deposer'),
  at('deposit-files', () => '/deposer/outil'),
  { name: 'deposit-form', open: (page) => ways.depositForm(page) },
  { name: 'deposit-unstated', open: (page) => ways.depositUnstated(page) },
  { name: 'deposit-clash', open: (page, made, library) => ways.depositClash(page, library) },
  { name: 'deposit-adapting', open: (page) => page.goto('/ressources/debat-mouvant/adapter') },
  { name: 'collect', open: (page) => page.goto('/ressources/debat-mouvant/ranger') },
  { name: 'edit-licence', open: (page, { slug }) => ways.editLicence(page, slug) },
  { name: 'deposit-preview', open: (page) => ways.depositPreview(page) },
  { name: 'deposit-draft', open: (page) => ways.depositDraft(page) },
  { name: 'drop-draft', open: (page) => ways.dropDraft(page) },
  { name: 'own-drafts', scripts: true, open: (page) => ways.ownDrafts(page) },
  { name: 'published', open: (page) => ways.published(page) },
  at('changes', () => '/changements'),
  at('licences', () => '/licences'),
  at('licence', () => '/licences/CC-BY-NC-SA-4.0'),
  at('state', () => '/etat'),
  at('standing-licences', () => '/etat/licences'),
  at('statistics', () => '/etat/recherches'),
  at('draft-gone', () => '/brouillons/00000000-0000-4000-8000-000000000000'),
  at('not-found', () => '/ressources/brise-glase'),
];

function at(name, address) {
  return { name, open: (page, made) => page.goto(address(made)) };
}
