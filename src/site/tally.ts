import { countOccurrences } from '../issue/occurrences.ts';
import type { Maker } from './sheet.ts';

/** How many issues, and how many of their items, a file of the site shows. */
export interface Tally {
  issues: number;
  items: number;
}

/**
 * What a file of the site shows, counted in its own bytes and so knowing nothing of what it was made from.
 *
 * @param path the file's address
 * @returns nothing for a file that shows no issues
 */
export function countShown(maker: Maker, path: string, content: string | Uint8Array): Tally | undefined {
  const count = maker === 'copy' && path.endsWith('pagefind-entry.json') ? countSearch : counters[maker];
  return count?.(typeof content === 'string' ? content : Buffer.from(content).toString(), path);
}

type Count = (text: string, path: string) => Tally;

const items = '<article class="item"';
const story = '<a class="title"';
const day = '<time datetime=';
/** What an entry of a feed begins with, and the title of an item in it, by the format of the feed. */
const entry: Record<string, string> = { 'rss.xml': '<item>', 'atom.xml': '<entry>', 'feed.json': '"id": ' };
const title: Record<string, string> = { 'rss.xml': '&#x3C;h3>', 'atom.xml': '&#x3C;h3>', 'feed.json': '<h3>' };

/** The text of a page is escaped, as are those of a feed and of data: its own marks are found nowhere else. */
const counters: Partial<Record<Maker, Count>> = {
  Home: byMarks('<article class="columns"', items),
  Day: byMarks('<article class="columns"', items),
  Month: byMarks(day, story),
  Year: byMarks(day),
  Archive: (text) => ({ issues: matches(text, /href="[^"]*\/\d{4}\/\d\d\/\d\d\/"/g), items: 0 }),
  SectionMonth: byMarks(undefined, story),
  SourcePage: byMarks(undefined, story),
  issueFeed: (text, path) => ({ issues: inFeed(text, path, entry), items: inFeed(text, path, title) }),
  monthFeed: (text, path) => ({ issues: inFeed(text, path, entry), items: inFeed(text, path, title) }),
  itemFeed: (text, path) => ({ issues: 0, items: inFeed(text, path, entry) }),
  issueMarkdown: (text) => ({ issues: 1, items: countHeadings(text) }),
  issueData: (text) => ({ issues: 1, items: countOccurrences(text, '"id": ') - 1 }),
  yearData: (text) => ({ issues: countOccurrences(text, '"id": '), items: sumOf(text, /^ {6}"items": (\d+)/gm) }),
  archiveData: (text) => ({ issues: countOccurrences(text, '"id": '), items: sumOf(text, /^ {6}"items": (\d+)/gm) }),
  sitemap: (text) => ({ issues: matches(text, /\/\d{4}\/\d\d\/\d\d\/<\/loc>/g), items: 0 }),
};

function byMarks(issues?: string, items?: string): Count {
  const occurrencesOf = (mark: string | undefined, text: string) =>
    mark === undefined ? 0 : countOccurrences(text, mark);
  return (text) => ({ issues: occurrencesOf(issues, text), items: occurrencesOf(items, text) });
}

function inFeed(text: string, path: string, marks: Record<string, string>): number {
  const mark = marks[path.slice(path.lastIndexOf('/') + 1)];
  if (mark === undefined) throw new Error(`Unexpected ${path}, expected a feed`);
  return countOccurrences(text, mark);
}

function matches(text: string, mark: RegExp): number {
  return text.match(mark)?.length ?? 0;
}

function sumOf(text: string, numbers: RegExp): number {
  return [...text.matchAll(numbers)].reduce((sum, [, number]) => sum + Number(number), 0);
}

/** The items of canonical Markdown: headings of the third level, outside code. */
function countHeadings(text: string): number {
  let fence = '';
  let count = 0;
  for (const [line] of text.matchAll(/^(?:### |`{3}|~{3}).*$/gm)) {
    const [found = ''] = /^(?:`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === '') fence = found;
    else if (found.startsWith(fence) && line === found) fence = '';
    if (fence === '' && line.startsWith('### ')) count++;
  }
  return count;
}

/** What Pagefind says is in its index. */
function countSearch(text: string): Tally {
  const { languages } = JSON.parse(text) as { languages: Record<string, { page_count: number }> };
  return { issues: 0, items: Object.values(languages).reduce((sum, { page_count }) => sum + page_count, 0) };
}
