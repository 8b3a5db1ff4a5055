// The draft of a deposit, kept in the library while somebody writes: under an address that nobody can guess, which
// this browser remembers. Everything works without this file: a button of the form does the same.

const OWN = 'mes-brouillons';
/** Before the names of the copies that edit.js keeps. */
const COPY_PREFIX = 'brouillon:';
const MOST_OWN = 50;
/** The first time soon, so that the page has its address; then now and then while somebody writes. */
const FIRST_DELAY_MS = 2_000;
const DELAY_MS = 10_000;

/** The identifiers of the drafts that this browser began, latest first. */
export function ownDrafts() {
  try {
    const own = JSON.parse(localStorage.getItem(OWN));
    return Array.isArray(own) ? own.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers these and no others. */
export function rememberDrafts(own) {
  try {
    if (own.length > 0) localStorage.setItem(OWN, JSON.stringify(own.slice(0, MOST_OWN)));
    else localStorage.removeItem(OWN);
  } catch {
    // storage is refused: the address of the page is the way back
  }
}

/** The name under which this browser keeps the words of a draft that the library has not yet. */
const copyOf = (id) => `depot:${id}`;

/** Forgets those words: their draft was published or deleted. */
export function forgetCopy(id) {
  try {
    localStorage.removeItem(COPY_PREFIX + copyOf(id));
  } catch {
    // there is no copy where storage is refused
  }
}

/** Keeps what is in the form of the editor, from its first change on. */
export function keepInLibrary(editor) {
  const { form } = editor;
  const keeper = { editor, form, line: form.querySelector('[data-draft-line]'), changed: false, timer: null, keeping: null };
  if (form.elements.brouillon) remember(form.elements.brouillon.value);
  form.addEventListener('input', () => {
    keeper.changed = true;
    keeper.timer ??= setTimeout(() => keep(keeper), form.elements.brouillon ? DELAY_MS : FIRST_DELAY_MS);
  });
  // files that were sent already are not sent a second time because a tab was closed
  if (!form.elements.brouillon && form.querySelector('input[name$=".sha256"]')) {
    keeper.changed = true;
    keeper.timer = setTimeout(() => keep(keeper), FIRST_DELAY_MS);
  }
  form.addEventListener('submit', (event) => waitForKeeping(keeper, event));
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') leave(keeper); });
  // before the page is away there is no time to learn a new address: the browser has its own copy then
  window.addEventListener('pagehide', () => { if (form.elements.brouillon) leave(keeper); });
}

function leave(keeper) {
  if (keeper.changed && !keeper.editor.sending) keep(keeper);
}

/** Two at once could make two drafts; the second waits for the first to be answered. */
function keep(keeper) {
  clearTimeout(keeper.timer);
  keeper.timer = null;
  if (keeper.keeping || keeper.editor.sending) return;
  keeper.changed = false;
  keeper.keeping = send(keeper).finally(() => {
    keeper.keeping = null;
    if (keeper.changed) keeper.timer ??= setTimeout(() => keep(keeper), DELAY_MS);
  });
}

async function send(keeper) {
  const { form, line } = keeper;
  const pairs = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  const said = line.querySelector('[data-draft-said]');
  try {
    const body = new URLSearchParams(pairs);
    // browsers take no more than 64 KiB from a page that is being left
    const keepalive = body.toString().length < 60_000;
    const answer = await fetch(form.dataset.keepUrl, { method: 'POST', body, keepalive, headers: { accept: 'application/json' } });
    if (!answer.ok) throw new Error(answer.statusText);
    kept(keeper, await answer.json());
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
    said.textContent = form.dataset.keptNow.replace('{at}', time);
  } catch {
    keeper.changed = true;
    said.textContent = form.dataset.keptHere;
  }
  announce(line);
}

/** The page has the draft's address from now on: reloading brings everything back. */
function kept(keeper, { id, url }) {
  const { editor, form, line } = keeper;
  editor.forget();
  editor.dirty = keeper.changed;
  if (!form.elements.brouillon) {
    const input = Object.assign(document.createElement('input'), { type: 'hidden', name: 'brouillon', value: id });
    form.prepend(input);
    form.dataset.draft = copyOf(id);
    history.replaceState(null, '', url);
    const address = line.querySelector('[data-draft-address]');
    address.href = url;
    address.textContent = address.href;
    line.querySelector('[data-draft-drop]').href = `${url}/supprimer`;
    remember(id);
  }
  if (keeper.changed) editor.store();
  showAddress(line, true);
}

/** Without a draft in the library there is no address to keep, and nothing to drop. */
function showAddress(line, there) {
  line.querySelector('.help').hidden = !there;
  line.querySelector('[data-draft-drop]').parentElement.hidden = !there;
}

/** Read out once: whoever writes is not told every few seconds. */
function announce(line) {
  if (!line.hidden) return;
  showAddress(line, line.closest('form').elements.brouillon !== undefined);
  line.querySelector('[data-draft-said]').setAttribute('role', 'status');
  line.hidden = false;
}

function remember(id) {
  rememberDrafts([id, ...ownDrafts().filter((other) => other !== id)]);
}

/** What is under way must not bring the draft back after it was published. */
async function waitForKeeping(keeper, event) {
  clearTimeout(keeper.timer);
  if (!keeper.keeping) return;
  event.preventDefault();
  const { submitter } = event;
  await keeper.keeping;
  keeper.editor.sending = true;
  keeper.form.requestSubmit(submitter);
}
