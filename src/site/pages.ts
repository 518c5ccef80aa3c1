import { hasSection } from '../browse/section.ts';
import { listParts } from '../search/parts.ts';
import {
  aboutPath,
  archivePath,
  catchUpPath,
  homePath,
  issuePath,
  notFoundPath,
  searchPath,
  sectionPath,
  sourcePath,
  sourcesPath,
  subscribePath,
} from '../urls.ts';
import { holding } from './audit.ts';
import { toLine, type Days } from './day.ts';
import { createPictureFinder, type Edition } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** How many sources the search offers as a filter, and how many the list of sources shows. */
const offeredSources = 200;
const listedSources = 500;

/** The pages that show more than one year, or none. */
export function listPages(edition: Edition, days: Days): Sheet[] {
  const { newsletter, issues, byYear, sources, about, broken } = edition;
  const dates = issues.map(({ entry }) => entry.date);
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
      () => ({ ...(newest && { newest: days.propsOf(newest) }), ...besideNewest }),
      () => [newest && [days.stampOf(newest), days.hostsOf(newest)], besideNewest],
      holding(issues.slice(0, 1)),
    ),
    createSheet(
      archivePath,
      'Archive',
      () => ({ dates }),
      undefined,
      () => ({ issues: dates.length, items: 0 }),
    ),
    ...listEmptySections(edition),
    createSheet(sourcesPath, 'Sources', () => ({
      sources: sources.slice(0, listedSources).map(({ host, count }) => ({ host, count })),
    })),
    createSheet(searchPath, 'Search', () => ({
      parts: listParts(dates),
      years: [...byYear.keys()],
      sources: sources.slice(0, offeredSources).map(({ host }) => host),
    })),
    createSheet(subscribePath, 'Subscribe', () => ({})),
    createSheet(catchUpPath, 'CatchUp', () => ({})),
    createSheet(
      aboutPath,
      'About',
      () => about ?? { title: `About ${newsletter.title}` },
      () => [about, createPictureFinder(edition)(about)],
    ),
    createSheet(notFoundPath, 'NotFound', () => ({})),
    ...broken.flatMap((file) => {
      const date = /(\d{4}-\d{2}-\d{2})\.md$/.exec(file.path)?.[1];
      return date === undefined ? [] : [createSheet(issuePath(date), 'Broken', () => ({ file }))];
    }),
  ];
}

/** The pages of the sections that have no story yet. */
function listEmptySections({ issues, newsletter }: Edition): Sheet[] {
  return newsletter.sections
    .filter((section) => !issues.some(({ entry }) => hasSection(entry, section)))
    .map((section) =>
      createSheet(
        sectionPath(section.path),
        'SectionMonth',
        () => ({ page: { section, newest: true, stories: [] }, hosts: [] }),
        undefined,
        () => ({ issues: 0, items: 0 }),
      ),
    );
}

/** The addresses of all pages of no year that readers may return to, those among them that a year brings. */
export function listLasting({ newsletter, sources }: Edition): string[] {
  return [
    homePath,
    archivePath,
    ...newsletter.sections.map(({ path }) => sectionPath(path)),
    sourcesPath,
    ...sources.map(({ host }) => sourcePath(host)),
    searchPath,
    subscribePath,
    catchUpPath,
    aboutPath,
  ];
}
