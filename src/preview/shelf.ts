import type { StoredIssue } from '../stored.ts';

/**
 * Where a running preview keeps its issues: what reads them and the pages that show them are in one process, but the pages'
 * modules are loaded apart from all others. Astro's own store would be written to the disk and read again as a whole on
 * every save, which takes seconds for ten thousand issues.
 */
export interface Shelf {
  /** Another number after each change. */
  revision: number;
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

/** The date of the issue that an editor is at work on: the newest draft, or file that needs a fix; else the newest issue. */
export function findNewestDraft({ issues }: Shelf): string | undefined {
  const dates = [...issues.values()].flatMap(({ path, status }) => {
    const date = /(\d{4}-\d{2}-\d{2})\.md$/.exec(path)?.[1];
    return date === undefined ? [] : [{ date, isOpen: status === 'draft' || status === 'broken' }];
  });
  const sorted = dates.sort((a, b) => (a.date < b.date ? -1 : 1));
  return (sorted.findLast(({ isOpen }) => isOpen) ?? sorted.at(-1))?.date;
}
