import { lastDueDate, statusOf } from '../due.ts';
import { digestContent } from '../hosting/health.ts';
import type { Archive } from '../issue/archive.ts';
import type { Entry } from '../issue/entry.ts';
import { hasError } from '../issue/message.ts';
import type { Newsletter } from '../newsletter.ts';
import { createSite, type Site } from '../urls.ts';

/** What should be on a live site, by the files on this machine. */
export interface Expected {
  newsletter: Newsletter;
  /** The addresses of the live site. */
  site: Site;
  /** What is published, newest first. */
  entries: Entry[];
  /** Of the content, as `/health.json` has it. */
  digest: string;
}

/**
 * What should be on a live site at an instant.
 *
 * @param url of the live site, with its final slash: of a copy for a try, too
 */
export function readExpected(archive: Archive, newsletter: Newsletter, now: Temporal.Instant, url: string): Expected {
  const lastDue = lastDueDate(newsletter, now);
  const issues = archive.files
    .flatMap(({ file, key, entry }) => (entry && !hasError(file) ? { key, entry } : []))
    .filter(({ entry }) => statusOf(entry, lastDue) === 'published')
    .sort((a, b) => (a.entry.date < b.entry.date ? 1 : -1));
  return {
    newsletter,
    site: createSite(url),
    entries: issues.map(({ entry }) => entry),
    digest: digestContent(issues, newsletter),
  };
}

/** How many items some issues have together. */
export function countItems(entries: readonly Entry[]): number {
  return entries.reduce((sum, { sections }) => sum + sections.reduce((all, { items }) => all + items.length, 0), 0);
}
