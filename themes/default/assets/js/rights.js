// Conveniences of what a form asks about rights: the licence that answers lead to, shown as one answers, rows for more
// works, and names of resources proposed while one types. Which licence answers lead to is in the page; nothing is decided here. Everything works without this file.

/** Makes both ready in a form. */
export function askAboutRights(form) {
  followAnswers(form);
  for (const list of form.querySelectorAll('[data-rows]')) {
    offerRows(list);
    offerNames(list);
  }
}

/** Makes room for rows that words of those names stand in: a copy may have more than the page. */
export function makeRoom(form, names) {
  for (const list of form.querySelectorAll('[data-rows]')) {
    const row = /^derived_from\[(\d{1,2})\]/;
    const places = names.map((name) => Number(row.exec(name)?.[1] ?? -1));
    while (list.querySelectorAll('[data-row]').length <= Math.max(...places)) addRow(list);
  }
}

// Answers

function followAnswers(form) {
  const name = form.querySelector('[data-chosen-licence]');
  const box = form.querySelector('[data-answers]');
  box?.querySelector('[data-without-scripts]').remove();
  const show = () => {
    const licence = (box && shown(form, box)) ?? named(form);
    if (name) name.textContent = licence ? name.dataset.chosenLicence.replace('{licence}', licence) : '';
  };
  form.addEventListener('input', show);
  show();
}

/** The licence that is chosen by its name, as the list says it. */
function named({ elements }) {
  return elements.licence?.value ? (elements.licence.selectedOptions?.[0].textContent ?? null) : null;
}

/** Shows where the answers lead, unless a licence is named: that one counts. Answers the licence that counts. */
function shown(form, box) {
  const stated = named(form);
  const words = box.querySelector('[data-by-name]');
  words.hidden = stated === null;
  words.textContent = stated === null ? '' : words.dataset.byName.replace('{licence}', stated);
  const answers = `${form.elements.may_sell.value} ${form.elements.may_change.value}`;
  let licence = stated;
  for (const result of box.querySelectorAll('[data-result]')) {
    result.hidden = stated !== null || result.dataset.result !== answers;
    if (!result.hidden) licence = result.dataset.licence;
  }
  box.hidden = licence === null;
  return licence;
}

// Rows

function offerRows(list) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button button-quiet', textContent: list.dataset.addRow });
  button.addEventListener('click', () => addRow(list).querySelector('input').focus());
  list.append(button);
}

function addRow(list) {
  const rows = list.querySelectorAll('[data-row]');
  const row = rows[rows.length - 1].cloneNode(true);
  renumber(row, rows.length - 1, rows.length);
  empty(row);
  row.querySelector('legend').textContent = list.dataset.rowWords.replace('{n}', rows.length + 1);
  rows[rows.length - 1].after(row);
  return row;
}

/** Names and identifiers hold the place of the row: `derived_from[1].title`, `f-derived_from-1-title`. */
function renumber(row, from, to) {
  for (const element of row.querySelectorAll('[name], [id], [for], [aria-describedby]')) {
    for (const attribute of ['name', 'id', 'for', 'aria-describedby']) {
      const value = element.getAttribute(attribute);
      if (value !== null) element.setAttribute(attribute, value.replaceAll(`[${from}]`, `[${to}]`).replaceAll(`-${from}-`, `-${to}-`));
    }
  }
}

/** What was written in the row that was copied, said of it, or wrong with it is not part of a new one. */
function empty(row) {
  for (const said of row.querySelectorAll('.errors, [data-known], label:has([name$=".remove"])')) said.remove();
  for (const field of row.querySelectorAll('.field-wrong')) field.classList.remove('field-wrong');
  for (const input of row.querySelectorAll('input, textarea')) input.value = '';
  for (const select of row.querySelectorAll('select')) select.selectedIndex = 0;
  for (const control of row.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
    const help = row.querySelector(`#${CSS.escape(`${control.id}-help`)}`);
    if (help) control.setAttribute('aria-describedby', help.id);
    else control.removeAttribute('aria-describedby');
  }
}

// Names

/** Proposes resources of this library in the browser's own list, by the words of their titles. */
function offerNames(list) {
  const names = Object.assign(document.createElement('datalist'), { id: 'names-of-works' });
  list.append(names);
  let asking = new AbortController();
  list.addEventListener('input', async ({ target }) => {
    if (!target.name?.endsWith('.resource') || target.value.length < 2) return;
    target.setAttribute('list', names.id);
    asking.abort();
    asking = new AbortController();
    try {
      const found = await fetch(`${list.dataset.names}?q=${encodeURIComponent(target.value)}`, { signal: asking.signal });
      if (!found.ok) return;
      const { suggestions } = await found.json();
      const known = suggestions.filter(({ slug }) => slug);
      names.replaceChildren(...known.map(({ text, slug }) => Object.assign(document.createElement('option'), { value: slug, label: text })));
    } catch {
      // typed on meanwhile, or nobody answers: what is typed counts
    }
  });
}
