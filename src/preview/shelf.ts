import type { Desk, Page } from '../site/template.ts';

/**
 * Where a running preview lays out its pages: what makes them ready and the template that shows them are in one process,
 * but the templates' modules are loaded apart from all others.
 */
export interface Shelf {
  /** The page at an address from the root of the site; that of no page where there is none. */
  open: (path: string) => { page: Page; desk: Desk };
  /** The address on its host of the issue that the editor is at work on. */
  newestAddress: () => string;
}

const place = Symbol.for('dateline.shelf');

/** The shelf of this process; without a running preview, nothing. */
export function findShelf(): Shelf | undefined {
  return (globalThis as { [place]?: Shelf })[place]; // a property that only this module knows of
}

export function putShelf(shelf: Shelf): void {
  Object.assign(globalThis, { [place]: shelf });
}
