import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../../src');

interface Import {
  from: string;
  to: string;
}

/** Every import below `src/`: files as paths from there, packages by name. */
const imports: Import[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ts|astro)$/.test(name))
  .flatMap((from) => {
    const text = readFileSync(path.join(src, from), 'utf8');
    const targets = [...text.matchAll(/\bfrom '([^']+)'|\bimport(?:\(| )'([^']+)'/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    return targets.map((target) => ({
      from,
      to: target.startsWith('.') ? path.join(path.dirname(from), target) : target,
    }));
  });

/** The imports from some rooms that go to none of the allowed ones. */
function strays(room: RegExp, allowed: RegExp): string[] {
  return imports
    .filter(({ from, to }) => room.test(from) && !allowed.test(to))
    .map(({ from, to }) => `${from} → ${to}`);
}

const packages = String.raw`(?!astro)(?:node:|[@a-z][\w-]*(?:/[\w-]+)*$)`;

test('finds imports at all', () => {
  expect(imports.length).toBeGreaterThan(100);
});

test('the core knows only itself, packages and Node', () => {
  expect(strays(/^issue\//, new RegExp(`^issue/|^${packages}`))).toEqual([]);
});

test('settings, addresses and dates know the core', () => {
  expect(
    strays(
      /^(?:newsletter|rhythm|urls|due|calendar|refusal)\.ts$/,
      new RegExp(`^(?:issue/|newsletter\\.ts|rhythm\\.ts)|^${packages}`),
    ),
  ).toEqual([]);
});

test('the reader of foreign texts knows the core', () => {
  expect(strays(/^import\//, new RegExp(`^(?:import/|issue/)|^${packages}`))).toEqual([]);
});

test('feeds know the core, settings, addresses and dates', () => {
  const known = '^(?:feeds/|issue/|newsletter\\.ts|urls\\.ts|due\\.ts|calendar\\.ts)';
  expect(strays(/^feeds\//, new RegExp(`${known}|^${packages}`))).toEqual([]);
});

test('lists over issues know the core, settings, addresses and dates', () => {
  const known = '^(?:browse/|issue/|newsletter\\.ts|urls\\.ts|calendar\\.ts)';
  expect(strays(/^browse\//, new RegExp(`${known}|^${packages}`))).toEqual([]);
});

test('the search and share images know the core, settings and addresses', () => {
  const known = '^(?:search/|share/|issue/|newsletter\\.ts|urls\\.ts|calendar\\.ts|digest\\.ts|kept\\.ts)';
  expect(strays(/^(?:search|share)\//, new RegExp(`${known}|^${packages}`))).toEqual([]);
});

test('what runs in a browser knows only itself', () => {
  expect(strays(/^scripts\//, /^scripts\//)).toEqual([]);
});

test('only pages and the content’s door import astro:content', () => {
  const importers = imports.filter(({ to }) => to === 'astro:content').map(({ from }) => from);
  expect(importers.filter((from) => !/^pages\/|^content\.config\.ts$/.test(from))).toEqual([]);
});

test('components know no layout and no page', () => {
  expect(strays(/^components\//, /^(?!pages|layouts|cli|content\.config)/)).toEqual([]);
});

test('nobody imports pages or commands', () => {
  const outside = imports.filter(
    ({ from, to }) => /^(?:pages|cli)\//.test(to) && from.split('/')[0] !== to.split('/')[0],
  );
  expect(outside).toEqual([]);
});
