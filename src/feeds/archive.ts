import { issueId } from '../issue/identity.ts';
import type { Newsletter } from '../newsletter.ts';
import { archiveDataPath, dataPath, issuePath, markdownPath, schemaPath, yearDataPath, type Site } from '../urls.ts';
import { timesOf, writeRfc3339 } from './time.ts';

/** What the archive's data tells of an issue. */
export interface ArchiveEntry {
  date: string;
  title?: string | undefined;
  tagline: string;
  /** The day of its last change after publication. */
  changed?: string;
  /** The dates that it had before. */
  aliases?: string[];
  /** The number of its items. */
  items: number;
}

/**
 * The newest issues of a newsletter, newest first, with the addresses of their pages and twins, and where the issues of
 * each year are listed: the list of all would grow with every day.
 */
export function createArchiveData(
  newest: readonly ArchiveEntry[],
  years: readonly { year: string; count: number }[],
  newsletter: Newsletter,
  site: Site,
) {
  return {
    ...describe(newsletter, site),
    years: years.map(({ year, count }) => ({ year, issues: count, data: site.absolute(yearDataPath(year)) })),
    issues: newest.map((entry) => writeEntry(entry, newsletter, site)),
  };
}

/** Every issue of a year, newest first. */
export function createYearData(year: string, entries: readonly ArchiveEntry[], newsletter: Newsletter, site: Site) {
  return {
    ...describe(newsletter, site),
    year,
    archive: site.absolute(archiveDataPath),
    issues: entries.map((entry) => writeEntry(entry, newsletter, site)),
  };
}

function describe({ title, description, language }: Newsletter, site: Site) {
  return { title, description, url: site.url, language, schema: site.absolute(schemaPath) };
}

function writeEntry(entry: ArchiveEntry, newsletter: Newsletter, site: Site) {
  const { date, title, tagline, items } = entry;
  const { published, updated } = timesOf(entry, newsletter);
  return {
    id: issueId(newsletter.id, entry),
    date,
    ...(title !== undefined && { title }),
    tagline,
    items,
    published: writeRfc3339(published),
    updated: writeRfc3339(updated),
    url: site.absolute(issuePath(date)),
    markdown: site.absolute(markdownPath(date)),
    data: site.absolute(dataPath(date)),
  };
}
