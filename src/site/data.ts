import { listFeeds, type FeedOutline } from '../feeds/catalogue.ts';
import { newestIssues, newestItems } from '../feeds/create.ts';
import { listMonths } from '../feeds/history.ts';
import { listCards } from '../share/list.ts';
import {
  archiveDataPath,
  archivePath,
  dataPath,
  feedFiles,
  feedPath,
  feedStylePath,
  homePath,
  issuePath,
  llmsPath,
  markdownPath,
  monthPath,
  opmlPath,
  robotsPath,
  schemaPath,
  sharePath,
  sitemapIndexPath,
  sitemapPath,
  yearDataPath,
  yearPath,
} from '../urls.ts';
import { countItems } from '../view.ts';
import { countInSection, holding } from './audit.ts';
import { toRef, type Edition, type ReadableIssue } from './edition.ts';
import { createSheet, isPage, type Sheet } from './sheet.ts';
import type { EntryCount } from './template.ts';

/** Everything on the site that is no page: feeds, twins and other data, and what is copied. */
export function listData(edition: Edition): Sheet[] {
  const { newsletter, copies } = edition;
  const issues = edition.issues.filter(({ status }) => status === 'published');
  const years = [...Map.groupBy(issues, ({ entry }) => entry.date.slice(0, 4))];
  return [
    ...listFeedSheets(issues, listFeeds(newsletter)),
    // A preview has twins of what is not published yet, too.
    ...edition.issues.flatMap((issue) => {
      const props = () => ({ issue: toRef(issue) });
      const { date } = issue.entry;
      return [
        createSheet(markdownPath(date), 'issueMarkdown', props, () => issue.key, holding([issue])),
        createSheet(dataPath(date), 'issueData', props, () => issue.key, holding([issue])),
      ];
    }),
    createSheet(
      archiveDataPath,
      'archiveData',
      () => ({
        newest: issues.slice(0, newestInData).map(countEntry),
        years: years.map(([year, ofYear]) => ({ year, count: ofYear.length })),
      }),
      undefined,
      holding(issues.slice(0, newestInData)),
    ),
    ...years.map(([year, ofYear]) =>
      createSheet(
        yearDataPath(year),
        'yearData',
        () => ({ year, entries: ofYear.map(countEntry) }),
        () => ofYear.map(({ key }) => key),
        holding(ofYear),
      ),
    ),
    createSheet(schemaPath, 'issueSchema', () => ({})),
    createSheet(opmlPath, 'opml', () => ({})),
    createSheet(feedStylePath, 'feedStyle', () => ({})),
    createSheet(
      llmsPath,
      'llms',
      () => ({ newest: issues.slice(0, newestIssues).map(({ entry }) => entry) }),
      () => issues.slice(0, newestIssues).map(({ key }) => key),
    ),
    createSheet(robotsPath, 'robots', () => ({})),
    ...listCards(issues, newsletter).map(({ date, card }) =>
      createSheet(sharePath(date), 'shareImage', () => ({ card })),
    ),
    ...copies.map(({ path, file, state }) =>
      createSheet(
        path,
        'copy',
        () => ({ file }),
        () => state,
      ),
    ),
  ];
}

/** The data of the archive holds as many of the newest issues; each year has its own. */
const newestInData = 100;

/** The site maps of all pages that readers may return to, a map for each year and one for the pages of none. */
export function listSitemaps(pages: readonly Sheet[], issues: readonly ReadableIssue[]): Sheet[] {
  let changes: ReturnType<typeof createChanges> | undefined;
  const changeOf = (path: string) => (changes ??= createChanges(issues))(path);
  const listed = pages.filter((sheet) => isPage(sheet) && sheet.maker !== 'NotFound').map(({ path }) => path);
  const byYear = [...Map.groupBy(listed, (path) => /(?:^|\/)(\d{4})\//.exec(path)?.[1] ?? ofNoYear)];
  const issuesByYear = Map.groupBy(issues, ({ entry }) => entry.date.slice(0, 4));
  const names = byYear.map(([name]) => name).sort();
  return [
    createSheet(sitemapIndexPath, 'sitemapIndex', () => ({ names })),
    ...byYear.map(([name, paths]) => {
      const ofYear = issuesByYear.get(name) ?? [];
      const deciding = name === ofNoYear ? issues : ofYear;
      return createSheet(
        sitemapPath(name),
        'sitemap',
        () => ({ pages: paths.map((path) => ({ path, ...changeOf(path) })) }),
        () => [paths, deciding.map(({ entry: { date, changed } }) => [date, changed])],
        () => ({ issues: ofYear.length, items: 0 }),
      );
    }),
  ];
}

/** The site map of the pages of no year. */
const ofNoYear = '0';

/** Tells for the path of an issue, or of a list by date, the newest change of its issues. */
function createChanges(issues: readonly ReadableIssue[]): (path: string) => { date?: string; changed?: string } {
  const newest = new Map<string, { date: string; changed?: string }>();
  for (const { entry } of issues) {
    const { date, changed } = entry;
    const change = { date, ...(changed !== undefined && { changed }) };
    const pages = [issuePath(date), monthPath(date.slice(0, 7)), yearPath(date.slice(0, 4)), homePath, archivePath];
    for (const path of pages) {
      const known = newest.get(path);
      if (!known || rank(known) < rank(change)) newest.set(path, change);
    }
  }
  return (path) => newest.get(path) ?? {};
}

/** Later changes have greater ranks: a change on the day of the issue comes after its publication. */
function rank({ date, changed }: { date: string; changed?: string }): string {
  return changed === undefined ? `${date} 0` : `${changed} ${changed > date ? 0 : 1}`;
}

function listFeedSheets(issues: readonly ReadableIssue[], outlines: readonly FeedOutline[]): Sheet[] {
  const dates = issues.map(({ entry }) => entry.date);
  const oldest = dates.at(-1);
  const since = oldest === undefined ? {} : { since: oldest };
  const byMonth = Map.groupBy(issues, ({ entry }) => entry.date.slice(0, 7));
  const [issueFeed] = outlines;
  return [
    ...outlines.flatMap((outline) =>
      feedFiles.map((file): Sheet => {
        const path = feedPath(outline.folder, file);
        if (outline.kind === 'issues') {
          const newest = issues.slice(0, newestIssues).map(toRef);
          // The date after the last issue tells where the feed leads on to.
          const around = dates.slice(0, newestIssues + 1);
          const props = () => ({ outline, file, issues: newest, dates: around, ...since });
          return createSheet(path, 'issueFeed', props, props, (shown) => holding(fitting(issues, shown.issues))());
        }
        const taken = takeItems(issues, outline.section);
        const props = () => ({ outline, file, issues: taken.map(toRef), ...since });
        const items = Math.min(newestItems, countInSection(taken, outline.section));
        return createSheet(path, 'itemFeed', props, props, () => ({ issues: 0, items }));
      }),
    ),
    ...listMonths(byMonth.keys()).flatMap((month) =>
      (['rss.xml', 'atom.xml'] as const).flatMap((file): Sheet[] => {
        if (!issueFeed) return [];
        const ofMonth = (byMonth.get(month.month) ?? []).map(toRef);
        const props = () => ({ outline: issueFeed, file, month, issues: ofMonth, ...since });
        // Only a month without issues tells since when there are any.
        const basis = () => [month, ofMonth.map(({ key }) => key), ofMonth.length === 0 ? since : {}];
        const holds = holding(byMonth.get(month.month) ?? []);
        return [createSheet(feedPath(month.folder, file), 'monthFeed', props, basis, holds)];
      }),
    ),
  ];
}

/** The issues that a feed must hold: as many as it should, or as it could. */
function fitting(issues: readonly ReadableIssue[], shown: number): readonly ReadableIssue[] {
  return issues.slice(0, Math.max(1, Math.min(shown, newestIssues)));
}

/** The newest issues that hold as many items as a feed shows. */
function takeItems(issues: readonly ReadableIssue[], section: string | undefined): ReadableIssue[] {
  const taken: ReadableIssue[] = [];
  let count = 0;
  for (const issue of issues) {
    if (count >= newestItems) break;
    const items = countInSection([issue], section);
    if (items === 0) continue;
    taken.push(issue);
    count += items;
  }
  return taken;
}

function countEntry({ entry }: ReadableIssue): EntryCount {
  const { date, title, tagline, changed, aliases } = entry;
  return {
    date,
    tagline,
    items: countItems(entry),
    ...(title !== undefined && { title }),
    ...(changed !== undefined && { changed }),
    ...(aliases !== undefined && { aliases }),
  };
}
