import { isPaged, listSourcePages, type SourceOutline } from '../browse/source.ts';
import { sourcePath } from '../urls.ts';
import type { Chapter } from './chapter.ts';
import type { Days } from './day.ts';
import type { Edition } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** The pages of the sources with few stories, which each have one. */
export function listShortSources({ sources }: Edition, days: Days): Sheet[] {
  return listSheets(listSourcePages(sources.filter((source) => !isPaged(source))), days);
}

/**
 * The other sources have a page for each year, and each of these leads to all years: so the pages of a year are cut into
 * chapters once more, or the first story of a source in a new year would have the pages of all sources looked at.
 *
 * @param pages of a year
 * @param ofIssues changes with the issues of that year
 */
export function listSources(year: string, pages: readonly SourceOutline[], ofIssues: string, days: Days): Chapter[] {
  return Array.from(
    Map.groupBy(pages, ({ host }) => host.slice(0, 1)),
    ([letter, some]) => ({
      name: `sources ${year} ${letter}`,
      stamp: () => JSON.stringify([ofIssues, some.map(({ host, years, count }) => [host, years, count])]),
      list: () => listSheets(some, days),
    }),
  );
}

/** The address of a page of a source. That of the newest year is the same in all years. */
export function sourcePagePath({ host, year, years }: SourceOutline): string {
  return sourcePath(host, year === years[0] ? undefined : year);
}

function listSheets(pages: readonly SourceOutline[], { keyOf }: Days): Sheet[] {
  return pages.map((page) =>
    createSheet(
      sourcePagePath(page),
      'SourcePage',
      () => ({ page: page.read() }),
      () => [page.years, page.count, page.listIssues().map(({ date }) => keyOf(date))],
      () => ({ issues: 0, items: page.size }),
    ),
  );
}
