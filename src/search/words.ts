import type { SearchRecord } from './record.ts';

/** How often each word stands in some stories; for the correction of mistyped queries. */
export type WordCounts = Record<string, number>;

/** The words of four letters and more, in lower case, as they stand. */
export function countWords(records: readonly SearchRecord[]): WordCounts {
  const counts = new Map<string, number>();
  for (const { content, meta } of records) {
    for (const word of `${meta.title} ${content}`.toLowerCase().match(/[\p{L}\p{M}\d]{4,}/gu) ?? []) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The most used words of several years, the most used first: what a query is corrected to. */
export function rankWords(years: readonly WordCounts[]): string[] {
  const sums = new Map<string, number>();
  for (const [word, count] of years.flatMap(Object.entries)) sums.set(word, (sums.get(word) ?? 0) + count);
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostWords)
    .map(([word]) => word);
}

/** About 60 KB on the way to a reader, and only to one who searches. */
const mostWords = 20_000;
