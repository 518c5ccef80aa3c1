import { isPaged, listSourcePages, type SourceOutline } from '../browse/source.ts';
import { sourcePath } from '../urls.ts';
import type { Chapter } from './chapter.ts';
import type { Days } from './day.ts';
import type { Edition } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** The pages of the sources with few stories, which each have one: of thousands a new day changes a few. */
export function listShortSources({ sources }: Pick<Edition, 'sources'>, days: Days): Chapter[] {
  const pages = listSourcePages(sources.filter((source) => !isPaged(source)));
  return cutByLetter('sources', pages, days, (some) => some.map((page) => [page.host, listKeys(page, days)]));
}

/**
 * The other sources have a page for each year, and each of these leads to all years: so the pages of a year are cut into
 * chapters once more, or the first story of a source in a new year would have the pages of all sources looked at.
 *
 * @param pages of a year
 * @param ofIssues changes with the issues of that year
 */
export function listSources(year: string, pages: readonly SourceOutline[], ofIssues: string, days: Days): Chapter[] {
  return cutByLetter(`sources ${year}`, pages, days, (some) => [
    ofIssues,
    some.map(({ host, years, count }) => [host, years, count]),
  ]);
}

/** @param stampOf changes with all that decides some pages */
function cutByLetter(
  name: string,
  pages: readonly SourceOutline[],
  days: Days,
  stampOf: (pages: readonly SourceOutline[]) => unknown,
): Chapter[] {
  return Array.from(
    Map.groupBy(pages, ({ host }) => host.slice(0, 1)),
    ([letter, some]) => ({
      name: `${name} ${letter}`,
      stamp: () => JSON.stringify(stampOf(some)),
      list: () => listSheets(some, days),
    }),
  );
}

/** The address of a page of a source. That of the newest year is the same in all years. */
export function sourcePagePath({ host, year, years }: SourceOutline): string {
  return sourcePath(host, year === years[0] ? undefined : year);
}

function listSheets(pages: readonly SourceOutline[], days: Days): Sheet[] {
  return pages.map((page) =>
    createSheet(
      sourcePagePath(page),
      'SourcePage',
      () => ({ page: page.read() }),
      () => [page.years, page.count, listKeys(page, days)],
      () => ({ issues: 0, items: page.size }),
    ),
  );
}

/** The keys of the issues that a page's stories are in. */
function listKeys(page: SourceOutline, { keyAt }: Days): unknown[] {
  return page.listNumbers().map(keyAt);
}
