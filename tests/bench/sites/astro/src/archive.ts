import { readFileSync } from 'node:fs';
import { gatherArchive } from '../shared/archive.ts';
import { issues, lines } from './issues';

/** What the pages, feeds and data under `whole/` show, gathered once. */
export const archive = gatherArchive(
  issues.map(({ data, filePath = '', rendered }, at) => ({
    ...data,
    url: lines[at]?.href ?? '',
    body: readBody(filePath),
    ids: rendered?.metadata?.headings?.map(({ slug }) => slug) ?? [],
    readHtml: () => rendered?.html ?? '',
  })),
);

/** The Markdown below the front matter: the collection does not keep it. */
function readBody(file: string): string {
  return readFileSync(file, 'utf8').replace(/^---\n.*?\n---\n/s, '');
}

/** The parameters of a page's address: `/2026/03/23/` has a year, a month and a day. */
export function splitAddress(url: string): string[] {
  return url.split('/').filter((part) => part !== '');
}
