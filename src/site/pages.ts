import { groupSections, type SectionMonth } from '../browse/section.ts';
import { listSourcePages } from '../browse/source.ts';
import { listParts } from '../search/parts.ts';
import { findNearestRuns, stampRuns } from '../thread.ts';
import {
  aboutPath,
  archivePath,
  catchUpPath,
  homePath,
  issuePath,
  monthPath,
  notFoundPath,
  searchPath,
  sectionPath,
  sharePath,
  sourcePath,
  sourcesPath,
  subscribePath,
  yearPath,
} from '../urls.ts';
import { badgeOf } from './badge.ts';
import { countInSection, holding } from './audit.ts';
import { createHostFinder, createPictureFinder, toRef, type Edition, type ReadableIssue } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';
import type { DayProps, EntryLine } from './template.ts';

/** How many sources the search offers as a filter, and how many the list of sources shows. */
const offeredSources = 200;
const listedSources = 500;

/** Every page of the site. */
export function listPages(edition: Edition, now: Temporal.Instant): Sheet[] {
  const { newsletter, issues, sources, about, broken } = edition;
  const hostsOf = createHostFinder(edition);
  const entries = issues.map(({ entry }) => entry);
  const dates = entries.map(({ date }) => date);
  const years = [...Map.groupBy(issues, ({ entry }) => entry.date.slice(0, 4))];
  const months = [...Map.groupBy(issues, ({ entry }) => entry.date.slice(0, 7))];
  const keys = new Map(issues.map(({ entry, key }) => [entry.date, key]));
  /** What a list of an issue's stories is made from. */
  const stampOf = (issue: ReadableIssue) => [issue.key, hostsOf(issue)];
  const picturesOf = createPictureFinder(edition);
  const dayOf = (issue: ReadableIssue): DayProps => {
    const badge = badgeOf(issue, now);
    return {
      issue: toRef(issue),
      threads: findNearestRuns(issue.threads, edition.dates),
      hosts: hostsOf(issue),
      ...(badge !== undefined && { badge }),
    };
  };
  /** What decides those. */
  const stampOfDay = (issue: ReadableIssue) => [
    ...stampOf(issue),
    stampRuns(findNearestRuns(issue.threads, edition.dates), (date) => keys.get(date)),
    badgeOf(issue, now),
    picturesOf(issue.entry),
  ];

  const [newest] = issues;
  const besideNewest = {
    recent: issues.slice(1, 8).map(toLine),
    dates: dates.slice(0, 30),
    broken: [...broken],
  };

  return [
    createSheet(
      homePath,
      'Home',
      () => ({ ...(newest && { newest: dayOf(newest) }), ...besideNewest }),
      () => [newest && stampOfDay(newest), besideNewest],
      holding(issues.slice(0, 1)),
    ),
    ...issues.map((issue, at) => {
      const { date } = issue.entry;
      const [newer, older] = [issues[at - 1], issues[at + 1]];
      const around = () => ({
        ...(newer && { newer: toLine(newer) }),
        ...(older && { older: toLine(older) }),
        image: at < newsletter.shareImages ? sharePath(date) : sharePath(),
      });
      return createSheet(
        issuePath(date),
        'Day',
        () => ({ ...dayOf(issue), ...around() }),
        () => [stampOfDay(issue), around()],
        holding([issue]),
      );
    }),
    ...months.map(([month, ofMonth], at) => {
      const around = neighboursOf(months, at);
      return createSheet(
        monthPath(month),
        'Month',
        () => ({ month, entries: ofMonth.map(({ entry }) => entry), hosts: joinHosts(ofMonth, hostsOf), ...around }),
        () => [around, ofMonth.map(stampOf)],
        holding(ofMonth),
      );
    }),
    ...years.map(([year, ofYear], at) => {
      const around = neighboursOf(years, at);
      return createSheet(
        yearPath(year),
        'Year',
        () => ({ year, entries: ofYear.map(toLine), ...around }),
        () => [around, ofYear.map(({ key }) => key)],
        () => ({ issues: ofYear.length, items: 0 }),
      );
    }),
    createSheet(
      archivePath,
      'Archive',
      () => ({ dates }),
      undefined,
      () => ({ issues: dates.length, items: 0 }),
    ),
    ...listSectionSheets(edition, hostsOf, stampOf),
    createSheet(sourcesPath, 'Sources', () => ({
      sources: sources.slice(0, listedSources).map(({ host, count }) => ({ host, count })),
    })),
    ...listSourcePages(sources).map(({ outline, issues: ofSource, readStories }) => {
      const { host, year, years, count } = outline;
      return createSheet(
        sourcePath(host, year === years[0] ? undefined : year),
        'SourcePage',
        () => ({ page: { ...outline, stories: readStories() } }),
        () => [years, count, ofSource.map(({ entry }) => keys.get(entry.date))],
        () => ({ issues: 0, items: ofSource.reduce((sum, { count: items }) => sum + items, 0) }),
      );
    }),
    createSheet(searchPath, 'Search', () => ({
      parts: listParts(dates),
      years: years.map(([year]) => year),
      sources: sources.slice(0, offeredSources).map(({ host }) => host),
    })),
    createSheet(subscribePath, 'Subscribe', () => ({})),
    createSheet(catchUpPath, 'CatchUp', () => ({})),
    createSheet(
      aboutPath,
      'About',
      () => about ?? { title: `About ${newsletter.title}` },
      () => [about, picturesOf(about)],
    ),
    createSheet(notFoundPath, 'NotFound', () => ({})),
    ...broken.flatMap((file) => {
      const date = /(\d{4}-\d{2}-\d{2})\.md$/.exec(file.path)?.[1];
      return date === undefined ? [] : [createSheet(issuePath(date), 'Broken', () => ({ file }))];
    }),
  ];
}

function listSectionSheets(
  { newsletter, issues }: Edition,
  hostsOf: (issue: ReadableIssue) => string[],
  stampOf: (issue: ReadableIssue) => unknown,
): Sheet[] {
  const byMonth = Map.groupBy(issues, ({ entry }) => entry.date.slice(0, 7));
  return groupSections(
    issues.map(({ entry }) => entry),
    newsletter,
  ).map(({ outline, readStories }) => {
    const { section, month, newest } = outline;
    const ofMonth = byMonth.get(month ?? '') ?? [];
    return createSheet(
      sectionPath(section.path, newest ? undefined : month),
      'SectionMonth',
      () => ({
        page: { ...outline, stories: readStories() } satisfies SectionMonth,
        hosts: joinHosts(ofMonth, hostsOf),
      }),
      () => [outline, ofMonth.map(stampOf)],
      () => ({ issues: 0, items: countInSection(ofMonth, section.name) }),
    );
  });
}

function joinHosts(issues: readonly ReadableIssue[], hostsOf: (issue: ReadableIssue) => string[]): string[] {
  return [...new Set(issues.flatMap(hostsOf))].sort();
}

function toLine({ entry: { date, tagline, title } }: ReadableIssue): EntryLine {
  return { date, tagline, ...(title !== undefined && { title }) };
}

/** The names of the groups before and after one, where the newest comes first. */
function neighboursOf(groups: readonly (readonly [string, unknown])[], at: number): { newer?: string; older?: string } {
  const [newer, older] = [groups[at - 1]?.[0], groups[at + 1]?.[0]];
  return { ...(newer !== undefined && { newer }), ...(older !== undefined && { older }) };
}
