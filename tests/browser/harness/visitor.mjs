// Somebody at a browser: one context of Chromium, watched for what must never happen on any page.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Milliseconds; a debug build on a busy machine is slow. */
const PATIENCE = 20_000;

/** No smooth scrolling: without scripts, Playwright cannot wait for the end of a movement. */
const SETTLED = { locale: 'fr-FR', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' };

/** Debian's Chromium, or the one `$CHROMIUM` names. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });
}

/** Notes each request to another host, script error, refusal by the content security policy and missing part. */
function watch(context, origin, complaints) {
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) complaints.push(`request to another host: ${url}`);
  });
  context.on('response', (response) => {
    const missing = response.status() >= 400 && !response.request().isNavigationRequest();
    // a page may answer 404, 409 or 422 to a person; its parts may not, and nothing may answer 500
    if (missing || response.status() >= 500) complaints.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // Chromium's own line about a status, judged above
    if (message.text().startsWith('Failed to load resource')) return;
    complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`script error: ${error.error().message}`));
}

/** Opens a context and its first page. `options` are Playwright's. */
export async function openVisitor(browser, library, options = {}) {
  const context = await browser.newContext({ ...SETTLED, baseURL: library.origin, ...options });
  context.setDefaultTimeout(PATIENCE);
  const complaints = [];
  watch(context, library.origin, complaints);
  const page = await context.newPage();
  return {
    context,
    page,
    /** Leaves, and fails when something happened that never may. */
    async leave() {
      await context.close();
      assert.deepEqual(complaints, [], 'what the browser complained about');
    },
  };
}
