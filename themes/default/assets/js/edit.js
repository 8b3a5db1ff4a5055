// Conveniences of a form: live preview, a draft kept in the browser, a warning before leaving with
// unsaved words, the size and progress of uploads. Everything works without this file.

import { keepInLibrary } from './drafts.js';
import { askAboutRights, makeRoom } from './rights.js';

const DRAFT_PREFIX = 'brouillon:';
const PREVIEW_DELAY_MS = 500;
const DRAFT_DELAY_MS = 800;

begin();

/** Once for each page, also for one that came as the answer to an upload. */
function begin() {
  for (const form of document.querySelectorAll('form[data-edit]')) {
    const editor = { form, dirty: false, sending: false };
    askAboutRights(form);
    warnBeforeLeaving(editor);
    keepDraft(editor);
    if (form.dataset.keepUrl) keepInLibrary(editor);
    for (const offer of document.querySelectorAll('[data-take]')) {
      offerTaking(form, offer);
    }
    for (const area of form.querySelectorAll('textarea[data-markdown]')) {
      offerPreview(form, area);
    }
  }
  for (const upload of document.querySelectorAll('[data-upload]')) {
    listChosenFiles(upload);
  }
  for (const form of document.querySelectorAll('form[data-sends-draft]')) {
    form.addEventListener('submit', (event) => markSent(form.dataset.sendsDraft, event.submitter?.value === 'publish'));
  }
  for (const form of document.querySelectorAll('form[data-send-with-progress]')) {
    form.addEventListener('submit', (event) => sendWithProgress(event, form));
  }
  document.querySelector('[data-errors]')?.focus();
}

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function later(delay, act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };
}

// Leaving

function warnBeforeLeaving(editor) {
  editor.form.addEventListener('input', () => { editor.dirty = true; });
  editor.form.addEventListener('submit', () => { editor.sending = true; });
  window.addEventListener('pageshow', () => { editor.sending = false; });
  window.addEventListener('beforeunload', (event) => {
    if (editor.dirty && !editor.sending) {
      event.preventDefault();
    }
  });
}

// Drafts

/** The texts and choices of a form, by name; not its files, which a browser does not let us keep. */
function valuesOf(form) {
  const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'base_revision');
  return pairs.map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]);
}

function fill(form, pairs) {
  const given = new Map();
  for (const [name, value] of pairs) {
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  makeRoom(form, [...given.keys()]);
  for (const control of form.elements) {
    if (!control.name || ['hidden', 'file', 'submit', 'button'].includes(control.type)) continue;
    const values = given.get(control.name) ?? [];
    if (['checkbox', 'radio'].includes(control.type)) {
      control.checked = values.includes(control.value);
    } else {
      control.value = values[0] ?? '';
    }
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

function keepDraft(editor) {
  const { form } = editor;
  // the name changes when the library keeps the draft under an address of its own
  const key = () => DRAFT_PREFIX + form.dataset.draft;
  const base = form.elements.base_revision?.value ?? '';
  const store = (sent) => write(key(), { at: Date.now(), base, sent, values: valuesOf(form) });
  editor.forget = () => remove(key());
  editor.store = () => store(false);
  // what came back unsaved (refused, in conflict) is in the form already, and shall survive a closed tab
  if (form.dataset.unsaved === undefined || differs(form, key(), base)) offerDraft(form, key(), base);
  else store(false);
  const storeSoon = later(DRAFT_DELAY_MS, () => { if (!editor.sending) store(false); });
  form.addEventListener('input', storeSoon);
  // typed just now, before there was time to store it
  window.addEventListener('pagehide', () => { if (editor.dirty && !editor.sending) store(false); });
  form.addEventListener('submit', (event) => store(['save', 'publish'].includes(event.submitter?.value)));
}

/** Whether the browser keeps words of this very form that are not in it: typed after it was kept elsewhere. */
function differs(form, key, base) {
  const draft = read(key);
  return Boolean(draft) && !draft.sent && draft.base === base && !same(form, draft);
}

function same(form, draft) {
  return JSON.stringify(draft.values) === JSON.stringify(valuesOf(form));
}

/** The form that is sent now holds what was written in the one before. */
function markSent(name, sent) {
  const draft = read(DRAFT_PREFIX + name);
  if (draft) write(DRAFT_PREFIX + name, { ...draft, sent });
}

/** A draft is offered when it says something else than the form, unless it was sent and has arrived. */
function offerDraft(form, key, base) {
  const draft = read(key);
  if (!draft) return;
  const arrived = draft.sent && draft.base !== base;
  if (arrived || same(form, draft)) {
    remove(key);
    return;
  }
  const when = new Date(draft.at).toLocaleString(document.documentElement.lang);
  const words = element('p', { textContent: `${form.dataset.draftFound} ${when}.` });
  const take = element('button', { type: 'button', className: 'button', textContent: form.dataset.draftTake });
  const drop = element('button', { type: 'button', className: 'button button-quiet', textContent: form.dataset.draftDrop });
  const buttons = element('div', { className: 'buttons' }, [take, drop]);
  const notice = element('div', { className: 'notice notice-information' }, [element('div', {}, [words, buttons])]);
  notice.setAttribute('role', 'status');
  take.addEventListener('click', () => { fill(form, draft.values); notice.remove(); });
  drop.addEventListener('click', () => { remove(key); notice.remove(); });
  form.before(notice);
}

// Storage may be refused (private windows, full disk): then there is no draft, and no harm.
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // see above
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // see above
  }
}

// Conflict: one side's text for the form

function offerTaking(form, offer) {
  const [button, said] = [offer.querySelector('button'), offer.querySelector('[role="status"]')];
  offer.hidden = false;
  button.addEventListener('click', () => {
    take(form, JSON.parse(offer.dataset.take));
    said.textContent = offer.dataset.taken;
    setTimeout(() => { said.textContent = ''; }, 4000);
  });
}

/** Puts values into the inputs of a part; rows of a list that it does not have are emptied. */
function take(form, pairs) {
  const list = /^(\w+)\[/.exec(pairs[0][0])?.[1];
  for (const control of form.elements) {
    if (list && list !== 'files' && control.name.startsWith(`${list}[`)) control.value = '';
  }
  for (const [name, value] of pairs) {
    const controls = [...form.elements].filter((control) => control.name === name && control.type !== 'file');
    const boxes = controls.filter((control) => ['checkbox', 'radio'].includes(control.type));
    const values = pairs.filter(([other]) => other === name).map(([, one]) => one);
    for (const box of boxes) box.checked = values.includes(box.value);
    if (boxes.length > 0) continue;
    const control = controls[0] ?? form.appendChild(element('input', { type: 'hidden', name }));
    // one a line where an input takes several
    control.value = control.type === 'textarea' ? values.join('\n') : value;
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

// Preview

function offerPreview(form, area) {
  const id = `${area.id}-preview`;
  const title = element('h3', { textContent: form.dataset.previewLabel });
  const text = element('div', { className: 'prose' });
  const panel = element('section', { id, className: 'live-preview', hidden: true }, [title, text]);
  panel.setAttribute('aria-label', form.dataset.previewLabel);
  const button = element('button', { type: 'button', className: 'link-button', textContent: form.dataset.previewLabel });
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-controls', id);
  const show = () => showPreview(form, area, text);
  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
    if (!panel.hidden) show();
  });
  area.addEventListener('input', later(PREVIEW_DELAY_MS, () => { if (!panel.hidden) show(); }));
  area.after(button, panel);
}

/** The server renders and sanitises, so the preview is what the page will be. */
async function showPreview(form, area, text) {
  const asked = area.value;
  try {
    const answer = await fetch(form.dataset.previewUrl, { method: 'POST', body: new URLSearchParams({ body: asked }) });
    if (!answer.ok) throw new Error(answer.statusText);
    const html = await answer.text();
    if (asked === area.value) text.innerHTML = html;
  } catch {
    text.textContent = form.dataset.previewFailed;
  }
}

// Uploads

function listChosenFiles(upload) {
  const input = upload.querySelector('input[type="file"]');
  const list = upload.querySelector('.upload-list');
  const max = Number(upload.dataset.maxBytes);
  input.addEventListener('change', () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const item = element('li', { textContent: `${file.name} (${sizeInWords(file.size)})` });
      if (file.size > max) {
        item.className = 'too-large';
        item.append(` – ${upload.dataset.tooLarge}`);
      }
      return item;
    }));
  });
}

/** As the pages write sizes: thousands of bytes below a million, millions from there on. */
function sizeInWords(bytes) {
  const { lang } = document.documentElement;
  const [kilo, mega] = lang === 'fr' ? ['ko', 'Mo'] : ['kB', 'MB'];
  const write = (number, digits) => new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(number);
  return bytes < 1e6 ? `${write(Math.ceil(bytes / 1e3), 0)}\u00A0${kilo}` : `${write(bytes / 1e6, 1)}\u00A0${mega}`;
}

/** Sends as the form itself would, and shows how far it is. The answer is the next page. */
function sendWithProgress(event, form) {
  event.preventDefault();
  const bar = element('progress', { max: 1, value: 0 });
  bar.setAttribute('aria-label', form.dataset.sending);
  const words = element('p', { textContent: `${form.dataset.sending}…` });
  words.setAttribute('role', 'status');
  const button = event.submitter;
  form.append(words, bar);
  if (button) button.disabled = true;
  const request = new XMLHttpRequest();
  request.upload.addEventListener('progress', (at) => { if (at.lengthComputable) bar.value = at.loaded / at.total; });
  request.addEventListener('load', () => showAnswer(request));
  request.addEventListener('error', () => {
    bar.remove();
    words.textContent = form.dataset.failed;
    words.className = 'errors';
    if (button) button.disabled = false;
  });
  request.open('POST', form.action);
  request.send(new FormData(form));
}

/** The address stays that of this step, so that going back and reloading lead to pages that exist. */
function showAnswer(request) {
  document.open();
  document.write(request.responseText);
  document.close();
  // a screen reader starts at the new content, as after any change of page
  document.querySelector('main')?.focus();
  // a browser runs a module once, and this one already ran here
  begin();
}
