import type { Entry } from '../issue/archive.ts';
import { issueId } from '../issue/identity.ts';
import type { Newsletter } from '../newsletter.ts';
import { dataPath, issuePath, markdownPath, schemaPath, type Site } from '../urls.ts';

/** Every issue of a newsletter in one list, newest first, with the addresses of its page and its twins. */
export function createArchiveData(entries: readonly Entry[], newsletter: Newsletter, site: Site) {
  return {
    title: newsletter.title,
    description: newsletter.description,
    url: site.url,
    language: newsletter.language,
    schema: site.absolute(schemaPath),
    issues: entries.map(({ date, title, tagline, sections }) => ({
      id: issueId(newsletter.id, date),
      date,
      ...(title !== undefined && { title }),
      tagline,
      items: sections.reduce((sum, { items }) => sum + items.length, 0),
      url: site.absolute(issuePath(date)),
      markdown: site.absolute(markdownPath(date)),
      data: site.absolute(dataPath(date)),
    })),
  };
}
