import { hostOf } from '../issue/link.ts';
import type { Issue, Item } from '../issue/schema.ts';
import { itemPath } from '../urls.ts';

/** A story as the search knows it: one hit. */
export interface StoryRecord {
  /** From the site's root: the story's anchor on the page of its issue. */
  url: string;
  /** The words of the summary. */
  content: string;
  /** What a hit shows; the title is searched, too. */
  meta: { title: string; section: string; date: string; source?: string };
  /** What hits are filtered by, exactly. */
  filters: { section: string[]; year: string[]; source?: string[] };
  /** What hits are sorted by, other than relevance. */
  sort: { date: string };
}

/** The stories of an issue. */
export function listRecords(issue: Issue): StoryRecord[] {
  return issue.sections.flatMap(({ name, items }) => items.map((item) => toRecord(item, name, issue.date)));
}

function toRecord({ name, title, link, summary }: Item, section: string, date: string): StoryRecord {
  const source = link === undefined ? '' : hostOf(link);
  return {
    url: itemPath(date, name),
    content: summary.text,
    meta: { title: title.text, section, date, ...(source && { source }) },
    filters: { section: [section], year: [date.slice(0, 4)], ...(source && { source: [source] }) },
    sort: { date },
  };
}
