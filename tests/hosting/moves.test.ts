import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type Opened } from '../browser/browser.ts';
import { run } from '../command/run.ts';
import { openHost } from './host.ts';
import { buildSite, rebuild, type Site } from './site.ts';

let site: Site;
let ids: Record<string, string[]>;

function edit(name: string, change: (text: string) => string): void {
  const file = path.join(site.environment.CONTENT_DIR, name);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function move(from: string, to: string, aliases: string[]): void {
  const folder = path.join(site.environment.CONTENT_DIR, 'issues');
  renameSync(path.join(folder, `${from}.md`), path.join(folder, `${to}.md`));
  const lines = ['aliases:', ...aliases.map((date) => `  - ${date}`)].join('\n');
  edit(`issues/${to}.md`, (text) =>
    text.replace(/^aliases:\n(?: {2}- .*\n)+/m, '').replace(`date: ${from}`, `date: ${to}\n${lines}`),
  );
}

function read(name: string): string {
  return readFileSync(path.join(site.folder, name), 'utf8');
}

/** The ids in every feed and all data of the site, each with how often it is there, whatever else is said. */
function collectIds(): Record<string, string[]> {
  const files = readdirSync(site.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:xml|json)$/.test(name),
  );
  const kinds = Map.groupBy(files, (name) => (/\d{4}/.test(name) ? `data ${path.extname(name)}` : path.basename(name)));
  return Object.fromEntries(
    [...kinds].map(([kind, names]) => [
      kind,
      names.flatMap((name) => read(name).match(/tag:example,[^"<]+/g) ?? []).sort(),
    ]),
  );
}

beforeAll(async () => {
  site = await buildSite();
  ids = collectIds();
  expect(new Set(Object.values(ids).flat()).size).toBeGreaterThan(50);
});

describe('an issue that gets another date', () => {
  let output: string;
  let opened: Opened;
  let host: { address: string; close: () => void };

  beforeAll(async () => {
    move('2026-03-20', '2026-03-21', ['2026-03-20']);
    move('2025-12-30', '2026-01-02', ['2025-12-30']);
    await rebuild(site);
    move('2026-01-02', '2026-01-03', ['2025-12-30', '2026-01-02']);
    output = await rebuild(site);
    host = await openHost(site.folder, '/letters/', 'joined');
    opened = await openBrowser();
  });

  afterAll(async () => {
    await opened?.close();
    host?.close();
  });

  test('is nothing that the build warns of', () => {
    expect(output).not.toContain('is no more');
  });

  test('keeps its id, and those of its items, in every feed and in all data', () => {
    const distinct = (of: Record<string, string[]>) => [...new Set(Object.values(of).flat())].sort();
    expect(distinct(collectIds())).toEqual(distinct(ids));
    expect(collectIds()['rss.xml']).toEqual(ids['rss.xml']);
    expect(collectIds()['feed.json']).toEqual(ids['feed.json']);
  });

  test('is led to by hosts, from each date that it had, with its Markdown and its data', () => {
    const lines = read('_redirects').split('\n');
    for (const [from, to] of [
      ['2026/03/20', '2026/03/21'],
      ['2025/12/30', '2026/01/03'],
      ['2026/01/02', '2026/01/03'],
    ]) {
      const first = lines.indexOf(`/letters/${from}/ /letters/${to}/ 301!`);
      expect(first).toBeGreaterThan(0);
      expect(lines.slice(first, first + 4)).toEqual([
        `/letters/${from}/ /letters/${to}/ 301!`,
        `/letters/${from}/ /letters/${to}/ 301`,
        `/letters/${from}.md /letters/${to}.md 301`,
        `/letters/${from}.json /letters/${to}.json 301`,
      ]);
    }
  });

  test('is led to by its old page on any other host, to the very story', async () => {
    const context = await opened.browser.newContext();
    const page = await context.newPage();
    const [, name] = /<article class="item[^>]* id="([^"]+)"/.exec(read('2026/03/21/index.html')) ?? [];
    expect(name).toMatch(/\w/);
    await page.goto(`${host.address}2026/03/20/#${name}`);
    await page.waitForURL(`${host.address}2026/03/21/#${name}`);
    expect(await page.locator(`#${name}`).count()).toBe(1);
    // The address that leads nowhere is not one to come back to.
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    await context.close();
  });

  test('is led to without scripts, and by a link where nothing else is', async () => {
    const context = await opened.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${host.address}2026/03/20/`);
    await page.waitForURL(`${host.address}2026/03/21/`);
    await context.close();
    const old = read('2026/03/20/index.html');
    expect(old).toContain('<link rel="canonical" href="https://example.com/letters/2026/03/21/">');
    expect(old).toContain('<meta name="robots" content="noindex">');
    expect(old).toContain('<a href="/letters/2026/03/21/">');
  });

  test('is in no list under its old date', () => {
    const listed = readdirSync(site.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:html|xml|json|md)$/.test(name) && !name.startsWith('2026/03/20/'))
      .filter((name) => read(name).includes('2026/03/20/'));
    expect(listed).toEqual([]);
  });

  test('is asked for at its old address by verify', async () => {
    expect((await run(['verify', host.address], site.environment)).output).not.toContain('error');
    rmSync(path.join(site.folder, '2026/03/20/index.html'));
    const { code, output } = await run(['verify', host.address], site.environment);
    expect(output).toContain(
      '/2026/03/20/\n  error    Unexpected answer `404`, expected a way to `/letters/2026/03/21/`, where this issue is now',
    );
    expect(code).toBe(1);
    await rebuild(site);
    expect(existsSync(path.join(site.folder, '2026/03/20/index.html'))).toBe(true);
  });
});

describe('an issue that is deleted', () => {
  test('is told by the build, with what to do', async () => {
    rmSync(path.join(site.environment.CONTENT_DIR, 'issues/2026-02-27.md'));
    expect(await rebuild(site)).toContain(
      'The issue of 2026-02-27 was published and is no more. Where it has another date now, name this one there, so that its address leads on: `aliases: [2026-02-27]`. Where it is gone for good, name it in newsletter.yaml, so that hosts say so: `gone: [2026-02-27]`\n',
    );
    expect(existsSync(path.join(site.folder, '2026/02/27'))).toBe(false);
  });

  test('is told by hosts once the settings name it', async () => {
    edit('newsletter.yaml', (text) => `${text}gone:\n  - 2026-02-27\n`);
    expect(await rebuild(site)).not.toContain('is no more');
    const lines = read('_redirects').split('\n');
    for (const name of ['2026/02/27/', '2026/02/27.md', '2026/02/27.json']) {
      expect(lines).toContain(`/letters/${name} /letters/404.html 410`);
    }
  });

  test('is asked for by verify: nothing may be there', async () => {
    const host = await openHost(site.folder, '/letters/', 'joined');
    expect((await run(['verify', host.address], site.environment)).code).toBe(0);
    mkdirSync(path.join(site.folder, '2026/02/27'));
    writeFileSync(path.join(site.folder, '2026/02/27/index.html'), 'still here');
    const { code, output } = await run(['verify', host.address], site.environment);
    rmSync(path.join(site.folder, '2026/02/27'), { recursive: true });
    host.close();
    expect(output).toContain(
      '/2026/02/27/\n  error    Unexpected answer `200` for an issue that is gone, expected `410` or `404`',
    );
    expect(code).toBe(1);
  });
});

describe('no id changes with', () => {
  const moveSite = (change: (settings: string) => string) => {
    edit('newsletter.yaml', change);
    return rebuild(site);
  };

  test('another host and base path', async () => {
    const before = collectIds();
    await moveSite((text) => text.replace('url: https://example.com/letters/', 'url: https://letters.example.net/'));
    expect(read('2026/03/23/index.html')).toContain('https://letters.example.net/2026/03/23/');
    expect(collectIds()).toEqual(before);
  });

  test('another name of a section', async () => {
    const before = collectIds();
    for (const name of readdirSync(path.join(site.environment.CONTENT_DIR, 'issues'))) {
      edit(`issues/${name}`, (text) => text.replace('## News', '## Stories'));
    }
    await moveSite((text) => text.replace('name: News', 'name: Stories'));
    expect(read('2026/03/23/index.html')).toContain('Stories');
    expect(collectIds()).toEqual(before);
  });

  test('another address of a section, but for that of its own feed', async () => {
    const before = collectIds();
    await moveSite((text) => text.replace('path: news', 'path: stories'));
    expect(existsSync(path.join(site.folder, 'stories/rss.xml'))).toBe(true);
    const ofEntries = (all: Record<string, string[]>) =>
      Object.fromEntries(
        Object.entries(all).map(([kind, ids]) => [kind, ids.filter((id) => !/:items\/(?:news|stories)$/.test(id))]),
      );
    expect(ofEntries(collectIds())).toEqual(ofEntries(before));
  });
});
