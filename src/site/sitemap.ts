import { archivePath, homePath, issuePath, monthPath, sitemapIndexPath, sitemapPath, yearPath } from '../urls.ts';
import type { ReadableIssue } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** The site map of the pages of no year. */
const ofNoYear = '0';

/**
 * The site map of a year.
 *
 * @param paths of the pages that show that year only, but for those whose address is the same in all years
 * @param issues of the year
 */
export function listYearSitemap(year: string, paths: readonly string[], issues: readonly ReadableIssue[]): Sheet[] {
  const listsOf = ({ entry: { date } }: ReadableIssue) => [
    issuePath(date),
    monthPath(date.slice(0, 7)),
    yearPath(date.slice(0, 4)),
  ];
  return [createSitemap(year, paths, issues, listsOf, issues.length)];
}

/**
 * The site map of the pages of no year, and the list of all site maps.
 *
 * @param paths of those pages
 * @param years that have a site map
 */
export function listSitemaps(
  paths: readonly string[],
  years: readonly string[],
  issues: readonly ReadableIssue[],
): Sheet[] {
  const names = [ofNoYear, ...years].sort();
  return [
    createSheet(sitemapIndexPath, 'sitemapIndex', () => ({ names })),
    createSitemap(ofNoYear, paths, findNewestChange(issues), () => [homePath, archivePath], 0),
  ];
}

/**
 * @param listsOf tells the pages that list an issue by its date: they change with it
 * @param held how many issues' own pages are among the paths
 */
function createSitemap(
  name: string,
  paths: readonly string[],
  issues: readonly ReadableIssue[],
  listsOf: (issue: ReadableIssue) => string[],
  held: number,
): Sheet {
  const props = () => {
    const changes = findChanges(issues, listsOf);
    return { pages: paths.map((path) => ({ path, ...changes.get(path) })) };
  };
  return createSheet(sitemapPath(name), 'sitemap', props, props, () => ({ issues: held, items: 0 }));
}

/** The newest change of the issues that each page lists. */
function findChanges(
  issues: readonly ReadableIssue[],
  listsOf: (issue: ReadableIssue) => string[],
): Map<string, { date: string; changed?: string }> {
  const newest = new Map<string, { date: string; changed?: string }>();
  for (const issue of issues) {
    const { date, changed } = issue.entry;
    const change = { date, ...(changed !== undefined && { changed }) };
    for (const path of listsOf(issue)) {
      const known = newest.get(path);
      if (!known || rank(known) < rank(change)) newest.set(path, change);
    }
  }
  return newest;
}

/** The issue that was changed last. */
function findNewestChange(issues: readonly ReadableIssue[]): ReadableIssue[] {
  let newest: { issue: ReadableIssue; rank: string } | undefined;
  for (const issue of issues) {
    const ofIssue = rank(issue.entry);
    if (!newest || newest.rank < ofIssue) newest = { issue, rank: ofIssue };
  }
  return newest ? [newest.issue] : [];
}

/** Later changes have greater ranks: a change on the day of the issue comes after its publication. */
function rank({ date, changed }: { date: string; changed?: string | undefined }): string {
  return changed === undefined ? `${date} 0` : `${changed} ${changed > date ? 0 : 1}`;
}
