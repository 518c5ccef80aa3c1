import { canonicalLink, hostOf } from '../issue/link.ts';
import type { Issue } from '../issue/schema.ts';

/** What a stretch of the archive amounts to. */
export interface Summary {
  issues: number;
  items: number;
  /** Items by section, the busiest first. */
  sections: Count[];
  /** Items by the host of their link, the busiest first. */
  sources: Count[];
  /** Items without a link. */
  unlinked: number;
  /** Items whose story ran before, in the same stretch or earlier. */
  repeats: number;
  /** Words of taglines, introductions, titles and summaries. */
  words: number;
  /** Items by day or by month, in the order of time. */
  times: Count[];
}

export interface Count {
  name: string;
  amount: number;
}

/**
 * Adds up the issues of a stretch.
 *
 * @param issues in the order of their dates
 * @param earlier the canonical links of all stories before the first of them
 * @param length how much of a date names a bar of the chart: 10 for days, 7 for months
 */
export function summarise(issues: readonly Issue[], earlier: Iterable<string>, length: 7 | 10): Summary {
  const seen = new Set(earlier);
  const rows = issues.flatMap((issue) =>
    issue.sections.flatMap(({ name, items }) => items.map((item) => ({ date: issue.date, section: name, ...item }))),
  );
  const links = rows.flatMap(({ link }) => (link === undefined ? [] : [link]));
  const isRepeat = (link: string): boolean => {
    const story = canonicalLink(link);
    const known = seen.has(story);
    seen.add(story);
    return known;
  };
  return {
    issues: issues.length,
    items: rows.length,
    sections: busiestFirst(countBy(rows.map(({ section }) => section))),
    sources: busiestFirst(countBy(links.map(hostOf))),
    unlinked: rows.length - links.length,
    repeats: links.filter(isRepeat).length,
    words: issues.reduce((words, issue) => words + countWords(issue), 0),
    times: countBy(rows.map(({ date }) => date.slice(0, length))),
  };
}

function countBy(names: readonly string[]): Count[] {
  return [...Map.groupBy(names, (name) => name)].map(([name, { length: amount }]) => ({ name, amount }));
}

function busiestFirst(counts: Count[]): Count[] {
  return counts.sort((a, b) => b.amount - a.amount || (a.name < b.name ? -1 : 1));
}

function countWords({ tagline, intro, sections }: Issue): number {
  const items = sections.flatMap((section) => section.items);
  const texts = [tagline, intro?.text ?? '', ...items.flatMap(({ title, summary }) => [title.text, summary.text])];
  return texts.join(' ').match(/[\p{L}\p{M}\p{N}]+(?:[’'.-][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0;
}
