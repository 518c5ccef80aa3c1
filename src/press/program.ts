import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { digest } from '../digest.ts';
import { isFile, type Folders } from '../issue/files.ts';
import type { Newsletter } from '../newsletter.ts';
import type { Copy } from '../site/edition.ts';
import type { Desk, Page } from '../site/template.ts';

/** The site's pages, compiled into a program that prints any of them. */
export interface Program {
  /** Changes with everything that decides how a file of the site is made, but for its props and the settings. */
  key: string;
  folder: string;
  /** The style and the scripts of its pages. */
  assets: Copy[];
}

/** What a compiled program can do. */
export interface Printer {
  printPage: (address: string, page: Page, desk: Desk) => Promise<string>;
}

/** The program of the site as its sources stand: compiled once, then taken from the cache until one of them changes. */
export async function openProgram(folders: Folders, newsletter: Newsletter): Promise<Program> {
  const key = digestSources(folders, newsletter);
  const home = path.join(folders.cache, 'press');
  const folder = path.join(home, key);
  if (existsSync(folder)) utimesSync(folder, new Date(), new Date());
  else await compile(folders.root, folder);
  dropOlder(home, key);
  return { key, folder, assets: listAssets(folder) };
}

/** The program's way to print, to be loaded once in each thread. */
export async function loadPrinter(folder: string): Promise<Printer> {
  return import(pathToFileURL(path.join(folder, 'server/entry.mjs')).href);
}

async function compile(root: string, folder: string): Promise<void> {
  const beside = `${folder}.${randomUUID()}`;
  // Loaded here, so that a build that finds its program kept starts without the compiler.
  const { build } = await import('astro');
  await build({ root, outDir: beside, logLevel: 'warn' });
  // Another build may have been faster; what it compiled is the same.
  if (existsSync(folder)) rmSync(beside, { recursive: true, force: true });
  else renameSync(beside, folder);
}

function listAssets(folder: string): Copy[] {
  const assets = path.join(folder, 'client', '_astro');
  if (!existsSync(assets)) return [];
  // A name changes with the content.
  return readdirSync(assets)
    .sort()
    .map((name) => ({ path: `_astro/${name}`, file: path.join(assets, name), state: name }));
}

/** Programs of an older state go after a week without use: another branch, or another newsletter, may still need them. */
function dropOlder(home: string, key: string): void {
  const weekAgo = Date.now() - 7 * 24 * 60 * 60 * 1000;
  for (const name of readdirSync(home)) {
    const other = path.join(home, name);
    if (name !== key && statSync(other).mtimeMs < weekAgo) rmSync(other, { recursive: true, force: true });
  }
}

/** The digest of all that decides what is compiled, and how everything else is written. */
function digestSources({ root, content, public: open }: Folders, { url }: Newsletter): string {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const setup = ['astro.config.mjs', 'package-lock.json', 'tsconfig.json'].map((name) => path.join(root, name));
  const theme = path.join(content, 'theme.css');
  const files = [...sources, ...setup, ...(isFile(theme) ? [theme] : [])];
  const named = isFile(theme) ? listNamed(readFileSync(theme, 'utf8')) : [];
  return digest(
    process.version,
    url,
    ...files.flatMap((file) => [path.relative(root, file), readFileSync(file)]),
    // An address in a style is put under the base path where its file is there, and else left as it is.
    ...named.filter((name) => isFile(path.join(open, name))),
  );
}

/** The files under `public/` that a style names. */
function listNamed(css: string): string[] {
  return [...css.matchAll(/url\(\s*['"]?(\/[^'")?#]+)/g)].map(([, name = '']) => name);
}
