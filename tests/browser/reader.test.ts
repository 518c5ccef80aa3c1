import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type Opened } from './browser.ts';
import { openSite, type BuiltSite } from './site.ts';

let site: BuiltSite;
let opened: Opened;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  [site, opened] = await Promise.all([openSite(), openBrowser()]);
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
});

afterAll(async () => {
  await opened?.close();
  site?.close();
});

/** A reader’s own window, with nothing remembered. */
async function open(where: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await opened.browser.newContext({ reducedMotion: 'reduce', ...options });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(site.address + where);
  return page;
}

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}

function scheme(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

describe('an issue', () => {
  test('asks nobody else for anything, and this site for nothing but the page, its script and its sign', async () => {
    const context = await opened.browser.newContext();
    contexts.push(context);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${site.address}2026/03/23/`, { waitUntil: 'networkidle' });
    const others = asked.filter((url) => !/\/favicon\.svg$|\/_astro\/[^/]+\.js$/.test(url));
    expect(others).toEqual([`${site.address}2026/03/23/`]);
    expect(asked.length - others.length).toBeLessThanOrEqual(2);
  });

  test('is read whole with scripts off, and shows no button that needs them', async () => {
    const page = await open('2026/03/23/', { javaScriptEnabled: false });
    expect(await page.locator('main article article').count()).toBe(15);
    expect(await page.locator('h1').innerText()).toBe('Monday — March 23, 2026');
    expect(await page.locator('button:visible').count()).toBe(0);
  });

  test('leads to its sections, to the days beside it and past all that at once', async () => {
    const page = await open('2026/03/20/');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.getByRole('navigation', { name: 'In this issue' }).getByRole('link', { name: 'Code' }).click();
    expect(page.url()).toMatch(/\/2026\/03\/20\/#~code$/);
    expect(await page.locator('a[rel=prev]').count()).toBe(2);
    await page.locator('a[rel=next]').first().click();
    expect(page.url()).toBe(`${site.address}2026/03/23/`);
  });

  test('has lines of 60 to 75 characters', async () => {
    const page = await open('2026/03/23/', { viewport: { width: 1280, height: 900 } });
    const longest = await page.evaluate(() => {
      const text = document.querySelector('main article article .prose p')?.firstChild;
      if (!text?.textContent) return 0;
      const range = document.createRange();
      const lines = new Map<number, number>();
      for (let at = 0; at < text.textContent.length; at++) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        lines.set(top, (lines.get(top) ?? 0) + 1);
      }
      // The last line is as long as its words.
      const full = [...lines.values()].slice(0, -1);
      return full.reduce((sum, length) => sum + length, 0) / full.length;
    });
    expect(longest).toBeGreaterThanOrEqual(60);
    expect(longest).toBeLessThanOrEqual(75);
  });

  test('is printed without what only a screen needs, with the addresses of its links', async () => {
    const page = await open('2026/03/23/');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav:visible, button:visible').count()).toBe(0);
    const printed = await page
      .locator('h3 a')
      .first()
      .evaluate((link) => getComputedStyle(link, '::after').content);
    expect(printed).toContain('https://news.example.org/2026-03-23/0');
  });
});

test('an image keeps its place before it is loaded, and is never wider than the text', async () => {
  const page = await open('2026/03/19/');
  const image = page.getByRole('img', { name: 'The newsletter’s sign' });
  expect(await image.getAttribute('src')).toBe('/letters/favicon.svg');
  expect([await image.getAttribute('width'), await image.getAttribute('height')]).toEqual(['32', '32']);
  expect(await image.getAttribute('loading')).toBe('lazy');
  expect(await image.evaluate((element) => getComputedStyle(element).maxWidth)).toBe('100%');
});

test('an owner’s theme is in the page, after the style of the site', async () => {
  const page = await open('');
  const rail = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--rail'));
  expect(rail).toBe('10.6rem');
  expect(await page.locator('link[rel=stylesheet]').count()).toBe(0);
});

test('a shared page shows its own card, and an issue its own image', async () => {
  const page = await open('2026/03/23/');
  const read = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute('content');
  expect(await read('og:image')).toBe('https://example.com/letters/og/2026-03-23.png');
  expect(await read('og:url')).toBe('https://example.com/letters/2026/03/23/');
  expect(await read('og:type')).toBe('article');
  const answer = await page.request.get(`${site.address}og/2026-03-23.png`);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/png']);
  await page.goto(`${site.address}archive/`);
  expect(await read('og:image')).toBe('https://example.com/letters/og/card.png');
});

describe('the colors', () => {
  test('follow the system, and the switch, which is remembered before anything is painted', async () => {
    const page = await open('', { colorScheme: 'light' });
    const light = await scheme(page);
    await page.getByRole('button', { name: 'Dark colors' }).click();
    const dark = await scheme(page);
    expect(dark).not.toBe(light);
    expect(await page.getByRole('button', { name: 'Dark colors' }).getAttribute('aria-pressed')).toBe('true');
    // At the end of the head no body is there yet, and no deferred script has run.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        Object.assign(window, { atFirst: document.documentElement.dataset['scheme'] });
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${site.address}archive/`);
    expect(await page.evaluate(() => (window as unknown as { atFirst?: string }).atFirst)).toBe('dark');
    expect(await scheme(page)).toBe(dark);
    await page.getByRole('button', { name: 'Dark colors' }).click();
    expect(await scheme(page)).toBe(light);
    expect(await page.evaluate(() => localStorage.getItem('dateline:scheme'))).toBeNull();
  });

  test('are dark where the system is', async () => {
    expect(await scheme(await open('', { colorScheme: 'dark' }))).not.toBe(await scheme(await open('')));
  });
});

describe('the keyboard', () => {
  test('goes from story to story, and focus goes with it', async () => {
    const page = await open('2026/03/23/');
    await page.keyboard.press('j');
    expect(await focusedText(page)).toMatch(/news 03-23 part 1$/);
    await page.keyboard.press('j');
    expect(await focusedText(page)).toMatch(/news 03-23 part 2$/);
    await page.keyboard.press('k');
    expect(await focusedText(page)).toMatch(/news 03-23 part 1$/);
    const popup = page.waitForRequest('https://news.example.org/**');
    await page.route('https://news.example.org/**', (route) => route.fulfill({ body: 'the story' }));
    await page.keyboard.press('o');
    expect((await popup).url()).toBe('https://news.example.org/2026-03-23/0');
  });

  test('reaches a story without a link', async () => {
    const page = await open('2026/03/19/#by-hand');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    expect(await focusedText(page)).toContain('A story without a link');
  });

  test('goes to the search, and leaves a typing reader alone there', async () => {
    const page = await open('');
    await page.keyboard.press('/');
    await page.waitForURL('**/letters/search/');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('~q');
    await page.keyboard.type('jk?o/');
    expect(await page.locator('#\\~q').inputValue()).toBe('jk?o/');
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  test('has a help, and can be turned off for good', async () => {
    const page = await open('');
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await help.waitFor();
    await help.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await page.reload();
    await page.keyboard.press('j');
    expect(await focusedText(page)).not.toMatch(/part 1$/);
    await page.getByRole('button', { name: 'Keyboard' }).click();
    expect(await help.getByRole('checkbox').isChecked()).toBe(false);
  });
});

describe('the search', () => {
  const hits = (page: Page) => page.locator('#\\~hits h2').allInnerTexts();
  const says = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  test('finds stories by typing, and a hit leads to the story itself', async () => {
    const page = await open('search/');
    await page.getByRole('searchbox').pressSequentially('proof assis');
    await says(page, 'for “proof assis”');
    const found = await hits(page);
    expect(found.length).toBeGreaterThan(0);
    for (const title of found) expect(title).toContain('A proof assistant finds an error');
    expect(page.url()).toBe(`${site.address}search/?q=proof+assis`);
    const about = await page.locator('#\\~hits .about').first().innerText();
    expect(about).toMatch(/^(?:News|Research|Code) · \w+ \d+, 202\d · [\w.]+$/);
    await page.locator('#\\~hits a').first().click();
    expect(page.url()).toMatch(/\/letters\/\d{4}\/\d\d\/\d\d\/#a-proof-assistant/);
    expect(await page.locator('article:target h3').innerText()).toBe(found[0]);
  });

  test('works from the address, and over all years', async () => {
    const page = await open('search/?q=kv+cache&order=newest');
    await says(page, 'for “kv cache”');
    expect(await page.getByRole('searchbox').inputValue()).toBe('kv cache');
    await page.getByLabel('Year').selectOption('2025');
    await page.waitForURL('**&year=2025*');
    await says(page, 'for “kv cache”');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('#\\~hits .about')].every((about) => about.textContent?.includes(', 2025')),
    );
    expect((await hits(page)).length).toBeGreaterThan(0);
  });

  test('filters by section, year and source, exactly for each story', async () => {
    const page = await open('search/?section=Research&year=2026&source=arxiv.example.com');
    await says(page, '13 stories');
    const about = await page.locator('#\\~hits .about').allInnerTexts();
    for (const line of about) expect(line).toMatch(/^Research · \w+ \d+, 2026 · arxiv\.example\.com$/);
    const none = await open('search/?section=News&source=arxiv.example.com');
    await says(none, 'No story');
  });

  test('forgives a mistyped word, and says what it searched for', async () => {
    const page = await open('search/?q=quantzied+modles');
    await says(page, 'for “quantized models”; nothing has “quantzied modles”');
    expect((await hits(page))[0]).toContain('Quantized models on a laptop');
  });

  test('says that nothing was found, and what it needs where scripts are off', async () => {
    const page = await open('search/?q=zzyzxq');
    await says(page, 'No result for “zzyzxq”');
    const off = await open('search/', { javaScriptEnabled: false });
    expect(await off.locator('main').innerText()).toContain('Searching needs scripts');
  });
});

describe('a reader who comes back', () => {
  test('is told of the issues since the last visit, as long as that tab is open', async () => {
    const page = await open('2026/03/18/');
    expect(await page.evaluate(() => localStorage.getItem('dateline:seen'))).toBe('2026-03-18');
    await page.goto(site.address);
    expect(await page.locator('#\\~news-since').isVisible()).toBe(false);
    const later = await opened.browser.newContext({ storageState: remembered('2026-03-18') });
    contexts.push(later);
    const back = await later.newPage();
    await back.goto(site.address);
    const link = back.getByRole('link', { name: '3 issues since Wednesday' });
    expect(await link.getAttribute('href')).toBe('/letters/catch-up/?since=2026-03-18');
    await back.reload();
    expect(await link.isVisible()).toBe(true);
  });

  test('hears of one issue, and of the day in full where it is long ago', async () => {
    for (const [seen, text] of [
      ['2026-03-20', '1 issue since Friday'],
      ['2026-02-27', '4 issues since February 27'],
    ] as const) {
      const page = await open('', { storageState: remembered(seen) });
      expect(await page.locator('#\\~news-since a').innerText()).toBe(text);
    }
  });

  test('finds the stories since then on one page, section by section', async () => {
    const page = await open('', { storageState: remembered('2026-03-18') });
    await page.getByRole('link', { name: '3 issues since Wednesday' }).click();
    await page.getByRole('status').filter({ hasText: '29 stories in 3 issues since March 18, 2026.' }).waitFor();
    expect(await page.locator('main h2').allInnerTexts()).toEqual(['News', 'Research', 'Code']);
    expect(await page.locator('main h3').count()).toBe(29);
    await page.getByRole('link', { name: /news 03-20 part 1$/ }).click();
    expect(page.url()).toMatch(/\/letters\/2026\/03\/20\/#/);
    await page.goto(`${site.address}catch-up/?since=2026-03-23`);
    await page.getByRole('status').filter({ hasText: 'Nothing new since March 23, 2026.' }).waitFor();
  });

  test('with scripts off reads what the page would do', async () => {
    const page = await open('catch-up/', { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('lists the stories since your last visit');
    await page.locator('main').getByRole('link', { name: 'archive' }).click();
    expect(page.url()).toBe(`${site.address}archive/`);
  });
});

/** A browser that has seen the issue of a date. */
function remembered(date: string) {
  const { origin } = new URL(site.address);
  return { cookies: [], origins: [{ origin, localStorage: [{ name: 'dateline:seen', value: date }] }] };
}

test('the addresses of feeds can be copied', async () => {
  const page = await open('subscribe/', { permissions: ['clipboard-read', 'clipboard-write'] });
  const first = page.getByRole('button', { name: /^Copy the address/ }).first();
  await first.click();
  await page.getByText('Copied', { exact: true }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('https://example.com/letters/rss.xml');
  expect(
    await page
      .getByRole('link', { name: /^Open in reader/ })
      .first()
      .getAttribute('href'),
  ).toBe('feed:https://example.com/letters/rss.xml');
});
