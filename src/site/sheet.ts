import type { Copy } from './edition.ts';
import type { Tally } from './tally.ts';
import type { DataProps, PageProps } from './template.ts';

/** Everything that a file of the site can be made by. */
export type Props = PageProps & DataProps;
export type Maker = keyof Props;

/** One file of the site, before it is made. */
export type Sheet = { [Name in Maker]: SheetOf<Name> }[Maker];

export interface SheetOf<Name extends Maker> {
  /** Its address, from the root of the site: `2026/03/23/`, `rss.xml`. */
  path: string;
  /** The page's template, or the writer. */
  maker: Name;
  /** All that decides its bytes, beside the settings and the program: where this is the same, the file is. */
  basis: () => string;
  /** Everything that it is made from. */
  props: () => Props[Name];
  /** Whether it is left out where another sheet has its address. */
  givesWay?: true;
  /** What it must show of the issues, given what it shows: a feed may hold fewer than it should, for its size. */
  holds?: Holds;
}

export type Holds = (shown: Tally) => Tally;

/**
 * A file of the site.
 *
 * @param props everything that it is made from
 * @param basis all that decides the props, where that is known without making them; else the props themselves
 * @param holds what it must show of the issues
 */
export function createSheet<Name extends Maker>(
  path: string,
  maker: Name,
  props: () => Props[Name],
  basis: () => unknown = props,
  holds?: Holds,
): SheetOf<Name> {
  return { path, maker, props, basis: () => JSON.stringify(basis()), ...(holds && { holds }) };
}

/** A file of this machine, as it is. */
export function toCopy({ path, file, state }: Copy): SheetOf<'copy'> {
  return createSheet(
    path,
    'copy',
    () => ({ file }),
    () => state,
  );
}

/** Whether a sheet is a page, for a template, and no data. */
export function isPage(sheet: Sheet): sheet is { [Name in keyof PageProps]: SheetOf<Name> }[keyof PageProps] {
  return /^[A-Z]/.test(sheet.maker);
}

/** The file of an address below the folder of the site: a page is the `index.html` of its folder. */
export function fileOf(path: string): string {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}
