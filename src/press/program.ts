import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { digest } from '../digest.ts';
import { isFile, type Folders } from '../issue/files.ts';
import { dropUnused, isIntact, keepFolder, openKept } from '../kept.ts';
import type { Newsletter } from '../newsletter.ts';
import type { Copy } from '../site/edition.ts';
import type { Desk, Page } from '../site/template.ts';
import { readStyle } from './style.ts';

/** The site's pages, compiled into a program that prints any of them. */
export interface Program {
  /** Changes with everything that decides how a file of the site is made, but for its props and the settings. */
  key: string;
  folder: string;
  /** The style and the scripts of its pages. */
  assets: Copy[];
  /** The hashes of its styles, as they stand in pages. */
  styles: string[];
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
  const kept = openKept(folder);
  if (!kept?.every((file) => isIntact(folder, file))) await compile(folders.root, folder);
  dropUnused(home, new Set([key]), 7);
  const assets = listAssets(folder);
  const styles = assets.filter(({ file }) => file.endsWith('.css')).map(({ file }) => readStyle(file).hash);
  return { key, folder, assets, styles };
}

/** The program's way to print, to be loaded once in each thread. */
export async function loadPrinter(folder: string): Promise<Printer> {
  return import(pathToFileURL(path.join(folder, 'server/entry.mjs')).href);
}

async function compile(root: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  // Loaded here, so that a build that finds its program kept starts without the compiler.
  const { build } = await import('astro');
  await keepFolder(folder, (outDir) =>
    // The owner's files under `public/` are no part of the program.
    build({ root, outDir, publicDir: path.join(outDir, 'none'), logLevel: 'warn' }),
  );
}

function listAssets(folder: string): Copy[] {
  const assets = path.join(folder, 'client', '_astro');
  if (!existsSync(assets)) return [];
  // A name changes with the content.
  return readdirSync(assets)
    .sort()
    .map((name) => ({ path: `_astro/${name}`, file: path.join(assets, name), state: name }));
}

/** The digest of all that decides what is compiled, and how everything else is written. */
function digestSources({ root, content }: Folders, { url }: Newsletter): string {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const own = ['astro.config.mjs', 'package-lock.json', 'tsconfig.json'].map((name) => path.join(root, name));
  const theme = path.join(content, 'theme.css');
  const files = [...sources, ...own, ...(isFile(theme) ? [theme] : [])];
  return digest(process.version, url, ...files.flatMap((file) => [path.relative(root, file), readFileSync(file)]));
}
