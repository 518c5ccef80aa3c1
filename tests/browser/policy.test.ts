import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { selectAll } from 'hast-util-select';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHost, readRules } from '../hosting/host.ts';
import { openBrowser, type Opened } from './browser.ts';
import { openSite, templates, type BuiltSite } from './site.ts';

let site: BuiltSite;
let opened: Opened;

beforeAll(async () => {
  [site, opened] = await Promise.all([openSite(), openBrowser()]);
});

afterAll(async () => {
  await opened?.close();
  site?.close();
});

/** A page that tells what its policy forbade. */
async function openWatched(): Promise<{ page: Page; violations: string[]; close: () => Promise<void> }> {
  const context = await opened.browser.newContext();
  const page = await context.newPage();
  const violations: string[] = [];
  await context.exposeFunction('tell', (text: string) => violations.push(text));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      // It was exposed above.
      (window as unknown as { tell: (text: string) => void }).tell(`${violatedDirective} ${blockedURI}`),
    ),
  );
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Security Policy')) violations.push(message.text());
  });
  return { page, violations, close: () => context.close() };
}

const bases = ['2026/03/23/', 'archive/', 'search/', '404.html'];

function readPage(template: string) {
  const file = path.join(site.folder, template, template === '' || template.endsWith('/') ? 'index.html' : '');
  return fromHtml(readFileSync(file, 'utf8'));
}

function policyOf(template: string): string {
  const [meta] = selectAll('head > meta[http-equiv=Content-Security-Policy]', readPage(template));
  return String(meta?.properties['content']);
}

describe.each(['the pages alone', 'headers joined by commas', 'headers of one rule'])('with the policy of %s', (of) => {
  test('every template does what it is made for, and breaks it nowhere', async () => {
    const way = of === 'headers of one rule' ? 'one' : 'joined';
    const host = of === 'the pages alone' ? site : await openHost(site.folder, '/letters/', way);
    const { page, violations, close } = await openWatched();
    for (const template of templates) {
      await page.goto(host.address + template);
      if (template.includes('?q=')) await page.locator('#\\~hits li').first().waitFor();
      const switches = page.locator('#\\~scheme');
      await switches.click();
      expect(await page.locator('html').getAttribute('data-scheme'), template).toBe('dark');
      await switches.click();
      // A page without its style would have the browser's own serif.
      expect(await page.evaluate(() => getComputedStyle(document.body).margin), template).not.toBe('8px');
    }
    await page.goto(`${host.address}2026/03/23/`);
    await page.keyboard.press('?');
    await page.locator('dialog button').first().click();
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await page.goto(`${host.address}rss.xml`);
    await close();
    if (host !== site) host.close();
    expect(violations).toEqual([]);
  });
});

describe('what somebody smuggles into a page', () => {
  test.each([
    ['a script', '<script>document.title = "taken"</script>', 'script-src-elem inline'],
    ['a handler', '<img src="x" onerror="document.title = \'taken\'">', 'script-src-attr inline'],
    [
      'a script from elsewhere',
      '<script src="https://evil.example.com/x.js"></script>',
      'script-src-elem https://evil.example.com/x.js',
    ],
    ['a style', '<style>body { display: none }</style>', 'style-src-elem inline'],
    [
      'a picture from elsewhere',
      '<img src="https://evil.example.com/x.png">',
      'img-src https://evil.example.com/x.png',
    ],
    ['another base', '<base href="https://evil.example.com/">', 'base-uri https://evil.example.com/'],
    ['a frame', '<iframe src="https://evil.example.com/"></iframe>', 'frame-src https://evil.example.com'],
  ])('%s does nothing', async (_, smuggled, violation) => {
    const host = await openHost(site.folder, '/letters/', 'joined', (html) =>
      html.replace(/<main[^>]*>/, (main) => main + smuggled),
    );
    const { page, violations, close } = await openWatched();
    for (const template of bases) {
      await page.goto(host.address + template);
      expect(await page.title()).not.toBe('taken');
      expect(await page.locator('h1').first().isVisible()).toBe(true);
      await expect.poll(() => violations, { message: template }).toContain(violation);
      violations.length = 0;
    }
    await close();
    host.close();
  });
});

test('no page but the search may run WebAssembly, and none a text as a program', async () => {
  for (const template of templates.filter((name) => !name.includes('?'))) {
    const policy = policyOf(template);
    expect(policy, template).toMatch(/^default-src 'none'; script-src 'self' /);
    expect(policy.includes('wasm-unsafe-eval'), template).toBe(template === 'search/');
    expect(policy, template).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
  }
});

test('the headers of a page say the same as the page, and what only headers can', () => {
  const rules = readRules(readFileSync(path.join(site.folder, '_headers'), 'utf8'));
  const policies = rules.flatMap(({ path, headers }) =>
    headers.flatMap(([name, value]) =>
      name === 'Content-Security-Policy' && path !== '/letters/*' ? [[path, value]] : [],
    ),
  );
  expect(policies.length).toBeGreaterThan(10);
  const more = "; frame-ancestors 'none'; upgrade-insecure-requests";
  for (const [path, value] of policies) {
    expect(value, path).toBe(policyOf(path === '/letters/search/*' ? 'search/' : '2026/03/23/') + more);
  }
});

test('nothing in a page has a style or a handler of its own, and each link to elsewhere is without an opener', () => {
  let links = 0;
  for (const template of templates.filter((name) => !name.includes('?'))) {
    const tree = readPage(template);
    for (const element of selectAll('*', tree)) {
      const names = Object.keys(element.properties);
      expect(
        names.filter((name) => name === 'style' || /^on[A-Z]/.test(name)),
        template,
      ).toEqual([]);
    }
    for (const { properties } of selectAll('a[href^="http"]:not([href^="https://example.com/letters/"])', tree)) {
      links += 1;
      expect(properties['rel'], `${template}: ${String(properties['href'])}`).toEqual(['noopener']);
    }
  }
  expect(links).toBeGreaterThan(20);
});
