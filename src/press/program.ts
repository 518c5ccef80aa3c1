import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { besideCompiled } from '../issue/compiled.ts';
import { digest } from '../issue/digest.ts';
import { isFile, themePath, type Folders } from '../issue/files.ts';
import { dropUnused, isIntact, keepFolder, openKept } from '../kept.ts';
import type { Newsletter } from '../newsletter.ts';
import { Refusal } from '../refusal.ts';
import type { Copy } from '../site/edition.ts';
import type { Desk, Page } from '../site/template.ts';
import { listThemeFiles } from '../theme.ts';
import { insideFolder, readStyle } from './style.ts';

/** The site's pages, compiled into a program that prints any of them. */
export interface Program {
  /** Changes with everything that decides how a file of the site is made, but for its props and the settings. */
  key: string;
  folder: string;
  /** What pages come with. Until it is there, the program is still being compiled, and cannot be loaded. */
  ready: Promise<Outfit>;
}

/** What the pages of a program need beside them. */
export interface Outfit {
  /** Their style and their scripts. */
  assets: Copy[];
  /** The hashes of the styles, as they stand in pages. */
  styles: string[];
}

/** What a compiled program can do. */
export interface Printer {
  printPage: (address: string, page: Page, desk: Desk) => Promise<string>;
}

/**
 * The program of the site as its sources stand: compiled once, then taken from the cache until one of them changes.
 *
 * @param ending ends the compiler where nobody waits for it any more
 */
export function openProgram(folders: Folders, newsletter: Newsletter, ending: AbortSignal): Program {
  const key = digestSources(folders, newsletter);
  const home = path.join(folders.cache, 'press');
  const folder = path.join(home, key);
  const makeReady = async () => {
    const kept = openKept(folder);
    const isDamaged = kept?.some((file) => !isIntact(folder, file)) === true;
    if (isDamaged) rmSync(folder, { recursive: true, force: true });
    if (isDamaged || !kept) await compile(folders.root, folder, ending);
    dropUnused(home, new Set([key]), 7);
    return readOutfit(folder);
  };
  return { key, folder, ready: makeReady() };
}

/** The program's way to print, to be loaded once in each thread. */
export async function loadPrinter(folder: string): Promise<Printer> {
  return import(pathToFileURL(path.join(folder, 'server/entry.mjs')).href);
}

async function compile(root: string, folder: string, ending: AbortSignal): Promise<void> {
  await keepFolder(folder, async (outDir) => {
    await runCompiler(root, outDir, ending);
    // Astro must see the owner's files, to which a theme may lead, and copies them; they are no part of the program.
    const client = path.join(outDir, 'client');
    for (const name of readdirSync(client)) {
      if (name !== '_astro') rmSync(path.join(client, name), { recursive: true, force: true });
    }
  });
}

const run = promisify(execFile);

async function runCompiler(root: string, outDir: string, signal: AbortSignal): Promise<void> {
  try {
    await run(process.execPath, [path.join(root, 'src/press/compile.ts'), root, outDir], {
      cwd: root,
      env: besideCompiled(process.env),
      signal,
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    if (/no space left on device/i.test(said)) {
      const full = 'ENOSPC: no space left on device, while the pages were compiled';
      throw new Refusal(`Unexpected answer of the system: ${full}. The site stays as it was.`, { cause: error });
    }
    // What the compiler says of a theme that it cannot read, or of a full disk, without where in its own code.
    const lines = said.split('\n').filter((line) => line.trim() !== '' && !noise.test(line));
    throw new Refusal(`The pages cannot be compiled, and the site stays as it was:\n${lines.join('\n')}`, {
      cause: error,
    });
  }
}

/** Lines that Node and Vite put around what the compiler says: a stack, a version, a caret alone, an object's rest. */
const noise = /^\s+at |^Node\.js v|^node:internal|triggerUncaught|^\s*\^\s*$|^\s*errors: \[Getter|^\}$/;

function readOutfit(folder: string): Outfit {
  const assets = listAssets(folder);
  const inside = path.join(folder, insideFolder);
  const styles = readdirSync(inside)
    .sort()
    .map((name) => readStyle(path.join(inside, name)).hash);
  return { assets, styles };
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
function digestSources(folders: Folders, { url }: Newsletter): string {
  const { root, content } = folders;
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const setup = ['astro.config.mjs', 'package-lock.json', 'tsconfig.json'].map((name) => path.join(root, name));
  const theme = themePath(folders);
  const named = isFile(theme) ? listThemeFiles(readFileSync(theme, 'utf8'), folders).filter(isFile) : [];
  const beside = named.filter((file) => file.startsWith(content + path.sep));
  const files = [...sources, ...setup, ...(isFile(theme) ? [theme] : []), ...beside];
  return digest(
    process.version,
    url,
    ...files.flatMap((file) => [path.relative(root, file), readFileSync(file)]),
    // An address in a style is put under the base path where its file is there, and else left as it is.
    ...named,
  );
}
