import type { StoredIssue } from '../stored.ts';

/**
 * Where a running preview keeps its issues: what reads them and the pages that show them are in one process, but the pages'
 * modules are loaded apart from all others. Astro's own store would be written to the disk and read again as a whole on
 * every save, which takes seconds for ten thousand issues.
 */
export interface Shelf {
  /** By the path of their file. */
  issues: Map<string, StoredIssue>;
}

const place = Symbol.for('dateline.shelf');

/** The shelf of this process; without a running preview, nothing. */
export function findShelf(): Shelf | undefined {
  return (globalThis as { [place]?: Shelf })[place]; // a property that only this module knows of
}

export function putShelf(shelf: Shelf): void {
  Object.assign(globalThis, { [place]: shelf });
}
