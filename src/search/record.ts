import { writeDate } from '../calendar.ts';
import { hostOf } from '../issue/link.ts';
import type { Issue, Item } from '../issue/schema.ts';
import { issuePath, itemPath } from '../urls.ts';

/** A story, or an issue with its own words, as the search knows it: one hit. */
export interface SearchRecord {
  /** From the site's root: the story's anchor on the page of its issue, or that page. */
  url: string;
  /** The words of the summary; of an issue, those that belong to no story. */
  content: string;
  /** What a hit shows; the title is searched, too. */
  meta: { title: string; section?: string; date: string; source?: string };
  /** What hits are filtered by, exactly. */
  filters: { kind: ['story' | 'issue']; section?: string[]; year: string[]; source?: string[] };
  /** What hits are sorted by, other than relevance. */
  sort: { date: string };
}

/** The stories of an issue, and last the issue itself: every word of it is found in one of them. */
export function listRecords(issue: Issue, language: string): SearchRecord[] {
  const stories = issue.sections.flatMap(({ name, items }) => items.map((item) => toRecord(item, name, issue.date)));
  return [...stories, toIssueRecord(issue, language)];
}

function toRecord({ name, title, link, summary }: Item, section: string, date: string): SearchRecord {
  const source = link === undefined ? '' : hostOf(link);
  return {
    url: itemPath(date, name),
    // Pagefind leaves out a record without a word, even if its title has some.
    content: [summary.text, title.text].find((text) => /[\p{L}\p{N}]/u.test(text)) ?? date,
    meta: { title: title.text, section, date, ...(source && { source }) },
    filters: { kind: ['story'], section: [section], year: [date.slice(0, 4)], ...(source && { source: [source] }) },
    sort: { date },
  };
}

function toIssueRecord({ date, title, tagline, intro, corrections }: Issue, language: string): SearchRecord {
  const { weekday, long } = writeDate(date, language);
  return {
    url: issuePath(date),
    content: [tagline, ...(intro ? [intro.text] : []), ...corrections.map(({ text }) => text)].join(' '),
    meta: { title: title ?? `${weekday} — ${long}`, date },
    filters: { kind: ['issue'], year: [date.slice(0, 4)] },
    sort: { date },
  };
}
