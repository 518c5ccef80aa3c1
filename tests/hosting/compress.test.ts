import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { buildSite, rebuild, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
  site = await buildSite(['--compress']);
});

function listFiles(): string[] {
  return readdirSync(site.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(site.folder, path.join(entry.parentPath, entry.name)));
}

const isTwin = (name: string) => /\.(?:br|gz)$/.test(name);

/** The files whose compressed ones are missing, or hold something else. */
function findStale(): string[] {
  const all = new Set(listFiles());
  const read = (name: string) => readFileSync(path.join(site.folder, name));
  const wanted = [...all].filter((name) => /\.(?:html|css|js|json|xml|svg|md|opml|txt)$/.test(name));
  expect(wanted.length).toBeGreaterThan(90);
  const strays = [...all].filter((name) => isTwin(name) && !all.has(name.slice(0, -3)));
  const stale = wanted.filter(
    (name) =>
      !all.has(`${name}.br`) ||
      !all.has(`${name}.gz`) ||
      !brotliDecompressSync(read(`${name}.br`)).equals(read(name)) ||
      !gunzipSync(read(`${name}.gz`)).equals(read(name)),
  );
  return [...strays, ...stale];
}

test('each file with text has compressed ones of its very bytes', () => {
  expect(findStale()).toEqual([]);
});

test('after a change they are those of the new bytes, and the others are not touched', async () => {
  const times = new Map(listFiles().map((name) => [name, statSync(path.join(site.folder, name)).mtimeMs]));
  const file = path.join(site.environment.CONTENT_DIR, 'issues/2025-11-03.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('tagline: What', 'tagline: Mended. What'));
  await rebuild(site, ['--compress']);
  expect(findStale()).toEqual([]);
  const touched = listFiles().filter((name) => statSync(path.join(site.folder, name)).mtimeMs !== times.get(name));
  expect(touched).toContain('2025/11/03/index.html.br');
  expect(touched).not.toContain('2026/03/18/index.html.br');
});

test('a second build finds nothing to do', async () => {
  expect(await rebuild(site, ['--compress'])).toContain('nothing changed');
});

test('a build without them leaves none', async () => {
  await rebuild(site);
  expect(listFiles().filter(isTwin)).toEqual([]);
});
