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
  return count?.(typeof content === 'string' ? content : Buffer.from(content).toString());
}

type Count = (text: string) => Tally;

const items = '<article class="item"';
const story = '<a class="title"';
const day = '<time datetime=';

/** The text of a page is escaped, as are those of a feed and of data: its own marks are found nowhere else. */
const counters: Partial<Record<Maker, Count>> = {
  Home: byMarks('<article class="columns"', items),
  Day: byMarks('<article class="columns"', items),
  Month: byMarks(day, story),
  Year: byMarks(day),
  Archive: byMarks(/href="[^"]*\/\d{4}\/\d\d\/\d\d\/"/g),
  SectionMonth: byMarks('', story),
  SourcePage: byMarks('', story),
  issueFeed: byMarks(/<item>|<entry>|"id": /g, /(?:<|&#x3C;)h3>/g),
  monthFeed: byMarks(/<item>|<entry>/g, /&#x3C;h3>/g),
  itemFeed: byMarks('', /<item>|<entry>|"id": /g),
  issueMarkdown: (text) => ({ issues: 1, items: countHeadings(text) }),
  issueData: (text) => ({ issues: 1, items: occurrences(text, '"id": ') - 1 }),
  yearData: (text) => ({ issues: occurrences(text, '"id": '), items: sumOf(text, /^ {6}"items": (\d+)/gm) }),
  archiveData: (text) => ({ issues: occurrences(text, '"id": '), items: sumOf(text, /^ {6}"items": (\d+)/gm) }),
  sitemap: byMarks(/\/\d{4}\/\d\d\/\d\d\/<\/loc>/g),
};

function byMarks(issues: string | RegExp, items: string | RegExp = ''): Count {
  return (text) => ({ issues: occurrences(text, issues), items: occurrences(text, items) });
}

function occurrences(text: string, mark: string | RegExp): number {
  if (mark === '') return 0;
  if (typeof mark !== 'string') return text.match(mark)?.length ?? 0;
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) count++;
  return count;
}

function sumOf(text: string, numbers: RegExp): number {
  return [...text.matchAll(numbers)].reduce((sum, [, number]) => sum + Number(number), 0);
}

/** The items of canonical Markdown: headings of the third level, outside code. */
function countHeadings(text: string): number {
  let fence = '';
  let count = 0;
  for (const line of text.split('\n')) {
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
