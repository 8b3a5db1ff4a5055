// Opens the page that was asked for as soon as the library answers. Without it, the link of the page does.

const ASK_EVERY_MS = 3000;

async function ask() {
  try {
    const answer = await fetch('/healthz', { cache: 'no-store' });
    const state = await answer.json();
    if (state.status !== 'starting') {
      location.reload();
      return;
    }
  } catch {
    // between the two servers, or stopped: the next question tells
  }
  setTimeout(ask, ASK_EVERY_MS);
}

// nothing opens by itself unless this runs
for (const promise of document.querySelectorAll('[data-by-itself]')) {
  promise.hidden = false;
}
setTimeout(ask, ASK_EVERY_MS);
