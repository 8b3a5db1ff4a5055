// No page sends a person to an address that does not exist, nor shows a part that is not there.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { furnish, PAGES } from './pages.mjs';

const WITHOUT_SCRIPTS = [false];

/** Addresses of this library that the page leads to or is made of. */
function leadsTo() {
  const links = [...document.querySelectorAll('a[href], link[href], img[src]')];
  const addresses = links.map((link) => new URL(link.getAttribute('href') ?? link.getAttribute('src'), document.baseURI));
  return addresses.filter((address) => address.origin === location.origin).map((address) => address.pathname + address.search);
}

/** Where links within the page lead that nothing is. */
function danglingFragments() {
  const links = [...document.querySelectorAll('a[href^="#"]')];
  return links.map((link) => link.getAttribute('href')).filter((href) => !document.getElementById(decodeURIComponent(href.slice(1))));
}

/** A withdrawn resource answers 410, and the link that changes the language would do so for all that follows. */
const toldOtherwise = (address, { gone }) => address.startsWith(`/ressources/${gone}`) || address.startsWith('/langue/');

stories('links', (story) => {
  story('every link of every sort of page leads somewhere', async ({ page, library }) => {
    const made = await furnish(library);
    const known = new Map();
    const broken = [];
    for (const { name, open } of PAGES.filter(({ scripts }) => !scripts)) {
      await open(page, made, library);
      for (const fragment of await page.evaluate(danglingFragments)) broken.push(`${name}: ${fragment}`);
      const here = new URL(page.url());
      for (const address of new Set(await page.evaluate(leadsTo))) {
        if (address === here.pathname + here.search || toldOtherwise(address, made)) continue;
        if (!(known.get(address) < 400)) known.set(address, (await page.request.get(address)).status());
        if (known.get(address) >= 400) broken.push(`${name}: ${known.get(address)} ${address}`);
      }
    }
    assert.deepEqual(broken, []);
    assert.ok(known.size > 200, `${known.size} addresses were tried`);
  }, { ways: WITHOUT_SCRIPTS });
});
