import type { SectionMonth, SectionOutline } from '../browse/section.ts';
import { listFeeds } from '../feeds/catalogue.ts';
import type { MonthDocument } from '../feeds/history.ts';
import { copyEntry } from '../issue/entry.ts';
import type { Newsletter } from '../newsletter.ts';
import {
  dataPath,
  feedPath,
  issuePath,
  markdownPath,
  monthPath,
  sectionPath,
  sharePath,
  yearDataPath,
  yearPath,
} from '../urls.ts';
import { countInSection, holding } from './audit.ts';
import { toCount, toLine, type Days } from './day.ts';
import { isPublished, toRef, type ReadableIssue } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** A year with all that its files show: of the rest of the site they know nothing. */
export interface Year {
  year: string;
  /** Newest first. */
  issues: readonly ReadableIssue[];
  /** How many of those, from the newest on, have a share image of their own. */
  withImage: number;
  /** The issues after and before these. */
  newer?: ReadableIssue;
  older?: ReadableIssue;
  /** The years with issues after and before this one. */
  newerYear?: string;
  olderYear?: string;
  /** Its months' documents of the issue feed. */
  months: readonly MonthDocument[];
  /** The date of the oldest issue of all; only where one of those months has none. */
  since?: string;
  /** Its months of sections. */
  sections: readonly SectionOutline[];
}

/** Every file that shows the issues of one year and no others. */
export function listYear(scope: Year, newsletter: Newsletter, days: Days): Sheet[] {
  return [
    ...(scope.issues.length === 0 ? [] : listPages(scope, days)),
    ...listFeedSheets(scope, newsletter),
    ...listData(scope),
  ];
}

function listPages(scope: Year, days: Days): Sheet[] {
  const { year, issues, newerYear, olderYear } = scope;
  const months = [...Map.groupBy(issues, monthOf)];
  return [
    ...issues.map((issue, at) => {
      const [newer, older] = [issues[at - 1] ?? scope.newer, issues[at + 1] ?? scope.older];
      const around = () => ({
        ...(newer && { newer: toLine(newer) }),
        ...(older && { older: toLine(older) }),
        image: at < scope.withImage ? sharePath(issue.entry.date) : sharePath(),
      });
      return createSheet(
        issuePath(issue.entry.date),
        'Day',
        () => ({ ...days.propsOf(issue), ...around() }),
        () => [days.stampOf(issue), days.hostsOf(issue), around()],
        holding([issue]),
      );
    }),
    ...months.map(([month, ofMonth], at) => {
      const [newer, older] = [
        months[at - 1]?.[0] ?? (scope.newer && monthOf(scope.newer)),
        months[at + 1]?.[0] ?? (scope.older && monthOf(scope.older)),
      ];
      const around = { ...(newer !== undefined && { newer }), ...(older !== undefined && { older }) };
      return createSheet(
        monthPath(month),
        'Month',
        () => ({
          month,
          entries: ofMonth.map(({ entry }) => copyEntry(entry)),
          hosts: days.hostsOfAll(ofMonth),
          ...around,
        }),
        () => [around, ofMonth.map((issue) => [issue.key, days.hostsOf(issue)])],
        holding(ofMonth),
      );
    }),
    createSheet(
      yearPath(year),
      'Year',
      () => ({
        year,
        entries: issues.map(toLine),
        ...(newerYear !== undefined && { newer: newerYear }),
        ...(olderYear !== undefined && { older: olderYear }),
      }),
      () => [newerYear, olderYear, issues.map(({ key }) => key)],
      () => ({ issues: issues.length, items: 0 }),
    ),
    ...scope.sections.map(({ outline, readStories }) => {
      const { section, month, newest } = outline;
      const ofMonth = issues.filter((issue) => monthOf(issue) === month);
      return createSheet(
        sectionPath(section.path, newest ? undefined : month),
        'SectionMonth',
        () => ({
          page: { ...outline, stories: readStories() } satisfies SectionMonth,
          hosts: days.hostsOfAll(ofMonth),
        }),
        () => [outline, ofMonth.map((issue) => [issue.key, days.hostsOf(issue)])],
        () => ({ issues: 0, items: countInSection(ofMonth, section.name) }),
      );
    }),
  ];
}

/** The documents of the issue feed, one for each month. */
function listFeedSheets({ issues, months, since }: Year, newsletter: Newsletter): Sheet[] {
  const byMonth = Map.groupBy(issues.filter(isPublished), monthOf);
  const [outline] = listFeeds(newsletter);
  if (!outline) return [];
  return months.flatMap((month) => {
    const ofMonth = byMonth.get(month.month) ?? [];
    // Only a month without issues tells since when there are any.
    const oldest = ofMonth.length === 0 && since !== undefined ? { since } : {};
    return (['rss.xml', 'atom.xml'] as const).map((file) =>
      createSheet(
        feedPath(month.folder, file),
        'monthFeed',
        () => ({ outline, file, month, issues: ofMonth.map(toRef), ...oldest }),
        () => [month, ofMonth.map(({ key }) => key), oldest],
        holding(ofMonth),
      ),
    );
  });
}

function listData({ year, issues }: Year): Sheet[] {
  const published = issues.filter(isPublished);
  return [
    // A preview has twins of what is not published yet, too.
    ...issues.flatMap((issue) => {
      const props = () => ({ issue: toRef(issue) });
      const { date } = issue.entry;
      return [
        createSheet(markdownPath(date), 'issueMarkdown', props, () => issue.key, holding([issue])),
        createSheet(dataPath(date), 'issueData', props, () => issue.key, holding([issue])),
      ];
    }),
    ...(published.length === 0
      ? []
      : [
          createSheet(
            yearDataPath(year),
            'yearData',
            () => ({ year, entries: published.map(toCount) }),
            () => published.map(({ key }) => key),
            holding(published),
          ),
        ]),
  ];
}

export function monthOf({ entry }: ReadableIssue): string {
  return entry.date.slice(0, 7);
}
