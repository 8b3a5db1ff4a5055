// Conveniences of a sheet: printing, copying, and forgetting drafts that have been saved.

const DRAFT_PREFIX = 'brouillon:';

for (const item of document.querySelectorAll('[data-print]')) {
  item.hidden = false;
  item.querySelector('button').addEventListener('click', () => window.print());
}

if (navigator.clipboard) {
  for (const box of document.querySelectorAll('[data-copy]')) {
    addCopyButton(box);
  }
}

function addCopyButton(box) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-quiet';
  button.textContent = box.dataset.copyLabel;
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(box.querySelector('textarea').value);
    said.textContent = ` ${box.dataset.copiedLabel}`;
    setTimeout(() => { said.textContent = ''; }, 4000);
  });
  box.append(button, said);
}

// The page tells that a save arrived, so drafts that were sent may go. Those never sent stay.
if (document.querySelector('[data-saved]')) {
  forgetSentDrafts();
}

function forgetSentDrafts() {
  try {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(DRAFT_PREFIX))) {
      if (JSON.parse(localStorage.getItem(key)).sent) {
        localStorage.removeItem(key);
      }
    }
  } catch {
    // Storage is refused or holds something else: drafts are a convenience, the page works without.
  }
}
