import { writeCount } from '../calendar.ts';
import { quote } from '../issue/message.ts';
import type { ReadableIssue } from './edition.ts';
import { fileOf, type Maker, type Sheet } from './sheet.ts';
import type { Tally } from './tally.ts';

/**
 * Holds what files of the site show, counted in the files themselves, against what they should.
 *
 * @returns what differs, in words, and what the files of each kind show together
 */
export function auditFiles(
  sheets: readonly Sheet[],
  files: ReadonlyMap<string, { shown?: Tally }>,
): { differences: string[]; shown: Record<string, Tally> } {
  const byKind = new Map<string, Tally>();
  const differences = sheets.flatMap(({ path, maker, holds }) => {
    const shown = files.get(fileOf(path))?.shown ?? nothing;
    const expected = holds?.(shown);
    if (!expected) return [];
    const kind = kinds[maker];
    if (kind !== undefined) byKind.set(kind, add(byKind.get(kind) ?? nothing, shown));
    return compare(() => quote(fileOf(path)), shown, expected);
  });
  return { differences, shown: Object.fromEntries(byKind) };
}

/**
 * Holds what all files of each kind show together against what is published.
 *
 * @param shown what the files of each kind show, in parts of the site
 * @returns what differs, in words; nothing where every issue and every item is in a file of each kind
 */
export function auditKinds(shown: Iterable<Record<string, Tally>>, issues: readonly ReadableIssue[]): string[] {
  const byKind = new Map<string, Tally>();
  for (const part of shown) {
    for (const [kind, tally] of Object.entries(part)) byKind.set(kind, add(byKind.get(kind) ?? nothing, tally));
  }
  const total = { issues: issues.length, items: countInSection(issues) };
  return Object.entries(complete).flatMap(([kind, [ofIssues, ofItems]]) =>
    compare(() => kind, byKind.get(kind) ?? nothing, {
      issues: ofIssues * total.issues,
      items: ofItems * total.items + (kind === search ? total.issues : 0),
    }),
  );
}

/** How many items of some issues are in one section, or in any. */
export function countInSection(issues: readonly ReadableIssue[], section?: string): number {
  let items = 0;
  for (const { entry } of issues) {
    // Each item has a host, if an empty one: to make the outlines of all issues would take longer.
    if (section === undefined) items += entry.hosts.numbers.length;
    else for (const { name, count } of entry.outline) if (name === section) items += count;
  }
  return items;
}

/** What a file holds that lists the items of some issues. */
export function holding(issues: readonly ReadableIssue[]): () => Tally {
  return () => ({ issues: issues.length, items: countInSection(issues) });
}

/** Here an issue is a hit like any of its items. */
const search = 'the search';

/** The kinds of files that together show all: how often each issue and each item is to be found in them. */
const complete: Record<string, [issues: number, items: number]> = {
  'issue pages': [1, 1],
  'month pages': [1, 1],
  'year pages': [1, 0],
  'the archive': [1, 0],
  'section pages': [0, 1],
  'Markdown twins': [1, 1],
  'data twins': [1, 1],
  'data of years': [1, 1],
  'feeds of months': [2, 2],
  'site maps': [1, 0],
  [search]: [0, 1],
};

const kinds: Partial<Record<Maker, string>> = {
  Day: 'issue pages',
  Month: 'month pages',
  Year: 'year pages',
  Archive: 'the archive',
  SectionMonth: 'section pages',
  issueMarkdown: 'Markdown twins',
  issueData: 'data twins',
  yearData: 'data of years',
  monthFeed: 'feeds of months',
  sitemap: 'site maps',
  copy: search,
};

const nothing: Tally = { issues: 0, items: 0 };

function compare(where: () => string, shown: Tally, expected: Tally): string[] {
  if (shown.issues === expected.issues && shown.items === expected.items) return [];
  return [`${where()}: unexpected ${write(shown)}, expected ${write(expected)}`];
}

function write({ issues, items }: Tally): string {
  return `${writeCount(items, 'item', 'items')} in ${writeCount(issues, 'issue', 'issues')}`;
}

function add(a: Tally, b: Tally): Tally {
  return { issues: a.issues + b.issues, items: a.items + b.items };
}
