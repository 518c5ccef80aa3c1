import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Catalogue } from './catalogue.ts';
import { compiledFolder } from './compiled.ts';
import type { Folders } from './files.ts';
import { cataloguesFolder, day, keptFolder, keyOfKept, month, shelvesFolder, week } from './store.ts';

/**
 * Throws away what the cache need not keep: catalogues that nobody has used for a week, issues that no catalogue has, and
 * what Node compiled a month ago, perhaps of modules that are no more. What is new is left, as another process may be about
 * to put it into a catalogue.
 *
 * @param now in milliseconds
 */
export function sweepCache(folders: Folders, now: number): void {
  const used = new Set<string>();
  for (const file of listFiles(cataloguesFolder(folders))) {
    const isHalf = path.basename(file).startsWith('.');
    const catalogue = isHalf ? undefined : new Catalogue(file, now, refuse);
    if (catalogue ? now - catalogue.savedAt > week : isOlder(file, now, day)) {
      rmSync(file, { force: true });
      rmSync(shelvesFolder(file), { recursive: true, force: true });
    } else for (const key of catalogue?.keys ?? []) used.add(key);
  }
  for (const file of listFiles(keptFolder(folders))) {
    const key = keyOfKept(file);
    if ((key === undefined || !used.has(key)) && isOlder(file, now, day)) rmSync(file, { force: true });
  }
  for (const file of listFiles(compiledFolder(folders))) {
    if (isOlder(file, now, month)) rmSync(file, { force: true });
  }
}

/** Nobody looks into a card to throw it away. */
function refuse(key: string): never {
  throw new Error(`The body of ${key} is not to be read`);
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function isOlder(file: string, now: number, age: number): boolean {
  // Another process may have been faster.
  const state = statSync(file, { throwIfNoEntry: false });
  return state !== undefined && now - state.mtimeMs > age;
}
