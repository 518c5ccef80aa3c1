import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { formatterFactory, HtmlValidate } from 'html-validate';
import { LinkChecker } from 'linkinator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type BuiltSite } from './site.ts';

let site: BuiltSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site?.close());

function pages(): string[] {
  return readdirSync(site.folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort();
}

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: {
      // Style, not validity: Astro writes these its own way.
      'attribute-boolean-style': 'off',
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
      'long-title': 'off',
      // HTML 4 wanted a letter first; the HTML standard takes any value without white space.
      'valid-id': ['error', { relaxed: true }],
      'attr-quotes': 'off',
      // A policy of hosts, for files of other hosts; here are none.
      'require-sri': 'off',
    },
  });
  const found: string[] = [];
  for (const name of pages()) {
    const report = await validator.validateString(readFileSync(path.join(site.folder, name), 'utf8'), name);
    if (!report.valid) found.push(formatterFactory('text')(report.results));
  }
  expect(pages().length).toBeGreaterThan(25);
  expect(found).toEqual([]);
});

test('every link inside the site leads somewhere, fragments included', async () => {
  const checker = new LinkChecker();
  const { links } = await checker.check({
    path: site.address,
    recurse: true,
    checkFragments: true,
    // Other hosts are no part of the site; canonical addresses name the host that it will stand on.
    linksToSkip: async (link) => !link.startsWith(site.address),
  });
  const broken = links.filter(({ state }) => state === 'BROKEN').map(({ url, parent }) => `${parent}: ${url}`);
  expect(links.filter(({ state }) => state === 'OK').length).toBeGreaterThan(40);
  expect(broken).toEqual([]);
});

test('a page that carries its style carries all of it that its elements ask for, and not that of the whole site', () => {
  const [sheet = ''] = readdirSync(path.join(site.folder, '_astro')).filter((name) => name.endsWith('.css'));
  const whole = readFileSync(path.join(site.folder, '_astro', sheet), 'utf8');
  const carried = pages()
    .map((name) => readFileSync(path.join(site.folder, name), 'utf8'))
    .flatMap((page) => {
      const [carrier, style = ''] = /<style>([^<]*)<\/style>/.exec(page) ?? [];
      return carrier === undefined ? [] : [{ style, elements: page.replace(carrier, '') }];
    });
  expect(carried.length).toBeGreaterThan(3);
  const scopes = new Set(whole.match(/data-astro-cid-\w+/g));
  for (const { style, elements } of carried) {
    const own = [...scopes].filter((scope) => elements.includes(scope));
    expect(own.length).toBeGreaterThan(3);
    const rules = (css: string) => own.map((scope) => css.split(scope).length);
    expect(rules(style)).toEqual(rules(whole));
    expect(style.length).toBeLessThan(0.8 * whole.length);
  }
});

test('an issue of fifteen stories takes 14 KB, its style and scripts included', () => {
  const page = readFileSync(path.join(site.folder, '2026/03/23/index.html'), 'utf8');
  expect(page.match(/<article class="item"/g)).toHaveLength(15);
  expect(page).not.toContain('<link rel="stylesheet"');
  const inside = [...page.matchAll(/<script(?![^>]*(?:json|src))[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text);
  const modules = [...page.matchAll(/<script type="module" src="\/letters\/([^"]+)"/g)].map(([, name = '']) =>
    readFileSync(path.join(site.folder, name), 'utf8'),
  );
  const scripts = gzipSync([...inside, ...modules].join('\n'), { level: 9 }).length;
  expect(modules.length).toBeGreaterThan(0);
  expect(scripts).toBeLessThanOrEqual(3 * 1024);
  expect(gzipSync(page, { level: 9 }).length + scripts).toBeLessThanOrEqual(14 * 1024);
});

test('no page asks another host for anything', () => {
  const asked = pages().flatMap((name) => {
    const page = readFileSync(path.join(site.folder, name), 'utf8');
    const addresses =
      page.match(/(?:\ssrc=|<link(?![^>]*rel="(?:canonical|alternate)")[^>]*\shref=)"https?:[^"]*"/g) ?? [];
    return addresses.map((address) => `${name}: ${address}`);
  });
  expect(asked).toEqual([]);
});
