import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../../src');

/** The files of `src/` that are a room together, and the rooms that they may import from, beside their own. */
interface Room {
  holds: RegExp;
  imports: string[];
  /** Whether it may know Astro: all else would still stand with another tool for the pages. */
  astro?: true;
}

// From the core outwards: each room knows rooms above it only.
const rooms: Record<string, Room> = {
  core: { holds: /^issue\//, imports: [] },
  settings: {
    holds: /^(?:newsletter|beside|theme|rhythm|urls|due|calendar|refusal|kept|gone|watch)\.ts$/,
    imports: ['core'],
  },
  import: { holds: /^import\//, imports: ['core'] },
  links: { holds: /^links\//, imports: ['core'] },
  browse: { holds: /^browse\//, imports: ['core', 'settings'] },
  feeds: { holds: /^feeds\//, imports: ['core', 'settings'] },
  search: { holds: /^search\//, imports: ['core', 'settings'] },
  share: { holds: /^share\//, imports: ['core', 'settings'] },
  hosting: { holds: /^hosting\//, imports: ['core', 'settings', 'feeds'] },
  verify: { holds: /^verify\//, imports: ['core', 'settings', 'hosting'] },
  view: { holds: /^(?:view|thread)\.ts$/, imports: ['core', 'settings', 'browse'] },
  site: {
    holds: /^(?:site\/|env\.d\.ts$)/,
    imports: ['core', 'settings', 'browse', 'feeds', 'search', 'share', 'hosting', 'view'],
  },
  scripts: { holds: /^scripts\//, imports: [] },
  components: {
    holds: /^components\//,
    imports: ['core', 'settings', 'browse', 'feeds', 'share', 'hosting', 'view', 'scripts'],
  },
  layouts: { holds: /^(?:layouts|styles)\//, imports: ['settings', 'feeds', 'view', 'components'] },
  templates: {
    holds: /^templates\//,
    imports: ['core', 'settings', 'browse', 'feeds', 'view', 'site', 'components', 'layouts'],
  },
  pages: { holds: /^pages\//, imports: ['site', 'templates'], astro: true },
  output: { holds: /^output\//, imports: ['core', 'settings', 'site'] },
  press: { holds: /^press\//, imports: ['core', 'settings', 'browse', 'hosting', 'site', 'output'], astro: true },
  preview: { holds: /^preview\//, imports: ['core', 'settings', 'browse', 'search', 'hosting', 'site'], astro: true },
  publish: {
    holds: /^(?:publish|renew|content)\.ts$/,
    imports: ['core', 'settings', 'search', 'hosting', 'site', 'output', 'press'],
  },
  cli: {
    holds: /^cli\//,
    imports: ['core', 'settings', 'import', 'links', 'verify', 'hosting', 'site', 'output', 'preview', 'publish'],
    astro: true,
  },
};

interface Import {
  from: string;
  to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ts|astro)$/.test(name));

/** Every import below `src/`: files as paths from there, packages by name. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(path.join(src, from), 'utf8');
  const targets = [...text.matchAll(/\bfrom '([^']+)'|\bimport(?:\(| )'([^']+)'/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return targets.map((target) => ({
    from,
    to: target.startsWith('.') ? path.join(path.dirname(from), target) : target,
  }));
});

function roomsOf(file: string): string[] {
  return Object.keys(rooms).filter((name) => rooms[name]?.holds.test(file));
}

test('every file is in one room', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(files.filter((file) => roomsOf(file).length !== 1)).toEqual([]);
});

describe.each(Object.entries(rooms))('the room “%s”', (name, { holds, imports: known, astro }) => {
  const own = imports.filter(({ from }) => holds.test(from));

  test(`knows of all other rooms ${known.join(', ') || 'none'}`, () => {
    const strays = own
      .filter(({ to }) => roomsOf(to).some((room) => room !== name && !known.includes(room)))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(strays).toEqual([]);
  });

  test.skipIf(astro)('does not know Astro', () => {
    expect(own.filter(({ to }) => /^astro\b/.test(to))).toEqual([]);
  });

  test('knows rooms above it only', () => {
    const names = Object.keys(rooms);
    expect(known.filter((other) => names.indexOf(other) >= names.indexOf(name))).toEqual([]);
  });
});

test('what runs in a browser brings no package', () => {
  const brought = imports.filter(({ from, to }) => /^scripts\//.test(from) && roomsOf(to).length === 0);
  expect(brought).toEqual([]);
});

test('the core asks nothing of the network', () => {
  const core = files.filter((file) => /^issue\//.test(file));
  const askers = core.filter((file) =>
    /\bfetch\(|node:(?:http|https|net|dns)\b/.test(readFileSync(path.join(src, file), 'utf8')),
  );
  expect(askers).toEqual([]);
});
