// The first page of a deposit: the deposits that were begun in this browser, offered again.

import { forgetCopy, ownDrafts, rememberDrafts } from './drafts.js';

const section = document.querySelector('[data-own-drafts]');
if (section && ownDrafts().length > 0) offer();

async function offer() {
  const asked = ownDrafts();
  const query = new URLSearchParams(asked.map((id) => ['id', id]));
  const answer = await fetch(`${section.dataset.ownDrafts}?${query}`).catch(() => null);
  if (!answer?.ok) return;
  const own = await answer.json();
  // those that were published or deleted are forgotten, with the browser's own copies, which no page offers any more
  const gone = asked.filter((id) => !own.some((draft) => draft.id === id));
  gone.forEach(forgetCopy);
  rememberDrafts(ownDrafts().filter((id) => !gone.includes(id)));
  section.querySelector('ul').replaceChildren(...own.map(item));
  section.hidden = own.length === 0;
}

function item({ url, drop_url: dropUrl, title, at }) {
  const when = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  const words = section.dataset.take.replace('{title}', () => title || section.dataset.untitled).replace('{at}', when);
  const take = Object.assign(document.createElement('a'), { href: url, textContent: words });
  const drop = Object.assign(document.createElement('a'), { href: dropUrl, textContent: section.dataset.drop });
  const named = Object.assign(document.createElement('span'), { className: 'hidden', textContent: ` (${title || section.dataset.untitled})` });
  drop.append(named);
  const line = document.createElement('li');
  line.append(take, ' ', drop);
  return line;
}
