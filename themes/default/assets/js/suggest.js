// Lines proposed under a search box while somebody types: a combobox with a list, the words left as they are until one
// chooses (ARIA Authoring Practices, "combobox", manual selection). Without this file the box is a box, and finds all.

/** Nobody reads what comes and goes faster. */
const DELAY_MS = 120;
const LEAST_CHARS = 2;
const MOST_KEPT = 100;

// who pays for each byte types for themselves
if (!navigator.connection?.saveData) {
  for (const words of document.querySelectorAll('[data-suggest]')) propose(words.closest('form'), words.dataset);
}

/** `words` is what the page has the box say, and where it asks. */
function propose(form, words) {
  const input = form.querySelector('input[name="q"]');
  const list = element('ul', { id: `${input.id}-lines`, role: 'listbox', 'aria-label': words.suggestLabel, class: 'suggestions' });
  const said = element('span', { role: 'status', class: 'hidden' });
  const box = { form, words, input, list, said, lines: [], active: -1, answers: new Map(), asking: null, timer: null };
  list.hidden = true;
  input.parentElement.append(list, said);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', list.id]]) {
    input.setAttribute(name, value);
  }
  input.addEventListener('input', (event) => typed(box, event));
  input.addEventListener('keydown', (event) => pressed(box, event));
  input.addEventListener('blur', () => close(box));
  form.addEventListener('submit', () => close(box));
  // the box keeps the keyboard while a line is clicked
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => choose(box, [...list.children].indexOf(event.target.closest('li'))));
}

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function typed(box, event) {
  clearTimeout(box.timer);
  const text = box.input.value.trim();
  // half a syllable of an input method is no word yet
  if (event.isComposing) return;
  if (text.length < LEAST_CHARS) close(box);
  else box.timer = setTimeout(() => ask(box, text), DELAY_MS);
}

async function ask(box, text) {
  box.asking?.abort();
  box.asking = new AbortController();
  try {
    const lines = box.answers.get(text) ?? (await answer(box, text));
    if (box.answers.size >= MOST_KEPT) box.answers.clear();
    box.answers.set(text, lines);
    // an answer that comes late speaks of other words
    if (box.input.value.trim() === text && document.activeElement === box.input) show(box, lines);
  } catch {
    // overtaken, or the library does not answer: one searches without
  }
}

async function answer({ words, asking }, text) {
  const found = await fetch(`${words.suggest}?q=${encodeURIComponent(text)}`, { signal: asking.signal });
  if (!found.ok) throw new Error(found.statusText);
  return (await found.json()).suggestions;
}

function show(box, lines) {
  const { words, input, list, said } = box;
  if (lines.length === 0) return close(box);
  box.lines = lines;
  list.replaceChildren(...lines.map((line, index) => option(box, line, index)));
  list.hidden = false;
  input.setAttribute('aria-expanded', 'true');
  activate(box, -1);
  said.textContent = words.suggestCount.replace('{n}', lines.length);
}

/** A title leads to its sheet and says so; other lines are words to search for. */
function option({ words, list }, line, index) {
  const made = element('li', { id: `${list.id}-${index}`, role: 'option', 'aria-selected': 'false' });
  made.append(Object.assign(element('span', {}), { textContent: line.text }));
  if (line.slug) made.append(' ', Object.assign(element('span', { class: 'quiet' }), { textContent: words.suggestOpen }));
  return made;
}

function close(box) {
  clearTimeout(box.timer);
  box.asking?.abort();
  box.lines = [];
  box.list.hidden = true;
  box.input.setAttribute('aria-expanded', 'false');
  box.said.textContent = '';
  activate(box, -1);
}

/** Marks a line as the one that Enter chooses; none at -1. */
function activate(box, index) {
  box.active = index;
  for (const [at, made] of [...box.list.children].entries()) made.setAttribute('aria-selected', String(at === index));
  const active = box.list.children[index];
  if (active) {
    box.input.setAttribute('aria-activedescendant', active.id);
    active.scrollIntoView({ block: 'nearest' });
  } else {
    box.input.removeAttribute('aria-activedescendant');
  }
}

function pressed(box, event) {
  if (event.isComposing || box.list.hidden) return;
  const { lines, active } = box;
  const actions = {
    // round, the box itself being one of the places
    ArrowDown: () => activate(box, active + 1 < lines.length ? active + 1 : -1),
    ArrowUp: () => activate(box, active < 0 ? lines.length - 1 : active - 1),
    // closes the list and leaves what was typed; pressed again it empties the box, as browsers do
    Escape: () => close(box),
    ...(active < 0 ? {} : { Enter: () => choose(box, active) }),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function choose(box, index) {
  const line = box.lines[index];
  if (!line) return;
  close(box);
  if (line.slug) {
    location.assign(`/ressources/${encodeURIComponent(line.slug)}`);
  } else {
    box.input.value = line.text;
    box.form.requestSubmit();
  }
}
