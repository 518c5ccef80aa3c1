import { existsSync, readdirSync, rmSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { Catalogue } from './catalogue.ts';
import { compiledFolder } from './compiled.ts';
import type { Folders } from './files.ts';
import { listPacked } from './pack.ts';
import { cataloguesFolder, day, keptFolder, keyOfKept, month, packsFolder, shelvesFolder, week } from './store.ts';

/**
 * Throws away what the cache need not keep: catalogues that nobody has used for a week, issues that no catalogue has, packs
 * of nothing but such issues, and what Node compiled a month ago, perhaps of modules that are no more. What is new is left,
 * as another process may be about to put it into a catalogue.
 *
 * Of the many files only a share is looked at, each day another: nobody waits for what an archive of twenty years, or an
 * update of the parser, leaves behind.
 *
 * @param now in milliseconds
 * @param needed keys of issues that are needed, whatever the catalogues have
 */
export function sweepCache(folders: Folders, now: number, needed: ReadonlySet<string>): void {
  for (const file of listFiles(cataloguesFolder(folders))) {
    if (!isOlder(file, now, isHalf(file) ? day : week)) continue;
    remove(file);
    remove(shelvesFolder(file));
  }
  sweepIssues(folders, now, needed);
  for (const folder of listFolders(compiledFolder(folders))) {
    for (const file of listFiles(folder)) {
      if (isDue(path.basename(file), now) && isOlder(file, now, month)) remove(file);
    }
  }
}

function sweepIssues(folders: Folders, now: number, needed: ReadonlySet<string>): void {
  const home = keptFolder(folders);
  const isToday = (file: string) => isDue(path.basename(file), now);
  const single = listFolders(home).filter(isToday).flatMap(listFiles);
  const packs = listFiles(packsFolder(home)).filter(isToday);
  const unknown = [
    ...single.map((file) => ({ file, keys: [keyOfKept(file) ?? ''] })),
    ...packs.map((file) => ({ file, keys: isHalf(file) ? [] : listPacked(file) })),
  ].filter(({ file, keys }) => !keys.some((key) => needed.has(key)) && isOlder(file, now, day));
  // Most days there is none, and no catalogue to be read.
  if (unknown.length === 0) return;
  const listed = listFiles(cataloguesFolder(folders)).map((file) => new Catalogue(file, now, refuse).readUsed());
  const isUsed = (key: string) => listed.some((used) => (used.get(key) ?? 0) > now - week);
  for (const { file, keys } of unknown) if (!keys.some(isUsed)) remove(file);
}

/** Nobody looks into a card to throw it away. */
function refuse(key: string): never {
  throw new Error(`The body of ${key} is not to be read`);
}

/** Whether a process was killed before the file had its name. */
function isHalf(file: string): boolean {
  return path.basename(file).startsWith('.');
}

/**
 * Whether what has such a name is in the share of a day; all such names begin with the digits of a digest, after a dot where
 * it is half a file.
 */
function isDue(name: string, now: number): boolean {
  return parseInt(name.replace(/^\./, '').slice(0, 2), 16) % shares === Math.floor(now / day) % shares;
}

/** Has no divisor in common with seven: whoever builds once a week gets to all of them, too. */
const shares = 32;

function listFiles(folder: string): string[] {
  return list(folder).flatMap((entry) => (entry.isFile() ? path.join(folder, entry.name) : []));
}

function listFolders(folder: string): string[] {
  return list(folder).flatMap((entry) => (entry.isDirectory() ? path.join(folder, entry.name) : []));
}

function list(folder: string): Dirent[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function isOlder(file: string, now: number, age: number): boolean {
  // Another process may have been faster.
  const state = statSync(file, { throwIfNoEntry: false });
  return state !== undefined && now - state.mtimeMs > age;
}

/** What must not be removed stays. */
function remove(file: string): void {
  try {
    rmSync(file, { recursive: true, force: true });
  } catch {
    // The cache is one that may only be read.
  }
}
