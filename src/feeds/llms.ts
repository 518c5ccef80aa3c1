import type { Entry } from '../issue/entry.ts';
import { writeInline } from '../issue/markdown.ts';
import type { Newsletter } from '../newsletter.ts';
import {
  aboutPath,
  archiveDataPath,
  archivePath,
  feedPath,
  markdownPath,
  opmlPath,
  schemaPath,
  type Site,
} from '../urls.ts';
import { listFeeds } from './catalogue.ts';

/**
 * What a language model should know of the site, in the form of llmstxt.org.
 *
 * @param newest the newest issues, newest first; the archive's data leads to the others
 */
export function toLlmsText(newest: readonly Entry[], newsletter: Newsletter, site: Site): string {
  const lines = [
    `# ${inline(newsletter.title)}`,
    `> ${inline(newsletter.description)}`,
    'Each issue has a page, and beside it the same in Markdown (`.md`) and as data (`.json`).',
    '## Newest issues',
    list(newest.map(({ date, title, tagline }) => [date, markdownPath(date), title ?? tagline])),
    '## Archive and data',
    list([
      ['Every issue', archiveDataPath, 'date, title, tagline, number of items and addresses, as JSON'],
      ['Schema of an issue', schemaPath, 'JSON Schema of the `.json` twins'],
      ['Archive', archivePath, 'the pages of all issues'],
      ['About', aboutPath, 'who writes it'],
    ]),
    '## Feeds',
    list([
      ...listFeeds(newsletter).map(({ title, folder, description }): Row => [
        title,
        feedPath(folder, 'rss.xml'),
        description,
      ]),
      ['Every feed', opmlPath, 'as OPML'],
    ]),
  ];
  return `${lines.filter((line) => line !== '').join('\n\n')}\n`;

  function list(rows: readonly Row[]): string {
    return rows.map(([text, path, note]) => `- [${inline(text)}](${site.absolute(path)}): ${inline(note)}`).join('\n');
  }
}

type Row = [text: string, path: string, note: string];

/** Plain text as Markdown on one line, its code marks kept. */
function inline(text: string): string {
  return writeInline([{ type: 'text', value: text }]).replaceAll('\\`', '`');
}
