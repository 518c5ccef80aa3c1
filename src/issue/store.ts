import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Folders } from './files.ts';

// Where in the cache it is kept what reading the issues gave: the whole of each issue in a file of its own, or in a pack
// where many were read at once, the catalogue of each archive in one file, and its cards' bodies on shelves.

export const day = 24 * 60 * 60 * 1000;
export const week = 7 * day;
export const month = 30 * day;

/** The folder of the issues that were read. */
export function keptFolder({ cache }: Pick<Folders, 'cache'>): string {
  return path.join(cache, 'issues');
}

/** The file of one of them. A folder with all of a large archive would be slow on many systems. */
export function keptPath(folder: string, key: string): string {
  return path.join(folder, key.slice(0, 2), `${key.slice(2)}.json`);
}

/** The key of a kept file, or nothing where it is none. */
export function keyOfKept(file: string): string | undefined {
  const key = path.basename(path.dirname(file)) + path.basename(file, '.json');
  return /^[0-9a-f]{40}$/.test(key) ? key : undefined;
}

/** The folder of those that were read many at once. */
export function packsFolder(folder: string): string {
  return path.join(folder, 'packs');
}

/** The folder of the catalogues. */
export function cataloguesFolder({ cache }: Pick<Folders, 'cache'>): string {
  return path.join(cache, 'catalogues');
}

/** The folder of the shelves of a catalogue. */
export function shelvesFolder(catalogue: string): string {
  return path.join(path.dirname(catalogue), '..', 'shelves', path.basename(catalogue));
}

/**
 * The file of an archive's catalogue.
 *
 * @param base a digest of all that decides how a file is read
 */
export function cataloguePath(folders: Folders, base: string): string {
  // The same in every copy of the project, so that a cache can be handed on; numbers are written as the processor has them.
  const home = path.relative(folders.root, folders.content);
  const name = createHash('sha256').update(`${base} ${process.arch} ${home}`).digest('hex').slice(0, 24);
  return path.join(cataloguesFolder(folders), name);
}
