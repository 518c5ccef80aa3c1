import type { Entry } from '../issue/archive.ts';
import { issueId } from '../issue/identity.ts';
import type { Newsletter } from '../newsletter.ts';
import { dataPath, issuePath, markdownPath, schemaPath, type Site } from '../urls.ts';
import { timesOf, writeRfc3339 } from './time.ts';

/** Every issue of a newsletter in one list. */
export type ArchiveData = ReturnType<typeof createArchiveData>;

/** Every issue of a newsletter in one list, newest first, with the addresses of its page and its twins. */
export function createArchiveData(entries: readonly Entry[], newsletter: Newsletter, site: Site) {
  return {
    title: newsletter.title,
    description: newsletter.description,
    url: site.url,
    language: newsletter.language,
    schema: site.absolute(schemaPath),
    issues: entries.map((entry) => {
      const { date, title, tagline, sections } = entry;
      const { published, updated } = timesOf(entry, newsletter);
      return {
        id: issueId(newsletter.id, date),
        date,
        ...(title !== undefined && { title }),
        tagline,
        items: sections.reduce((sum, { items }) => sum + items.length, 0),
        published: writeRfc3339(published),
        updated: writeRfc3339(updated),
        url: site.absolute(issuePath(date)),
        markdown: site.absolute(markdownPath(date)),
        data: site.absolute(dataPath(date)),
      };
    }),
  };
}
