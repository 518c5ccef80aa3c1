import type { SearchRecord } from './record.ts';

/** How often each word stands in some stories; for the correction of mistyped queries. */
export type WordCounts = ReadonlyMap<string, number>;

/** The words of four letters and more, in lower case, as they stand. */
export function countWords(records: readonly SearchRecord[]): WordCounts {
  const counts = new Map<string, number>();
  for (const { content, meta } of records) {
    for (const word of `${meta.title} ${content}`.toLowerCase().match(/[\p{L}\p{M}\d]{4,}/gu) ?? []) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

/** Several counts as one, the most used words first. */
export function sumWords(some: readonly WordCounts[]): WordCounts {
  const [first, ...others] = some;
  const sums = new Map(first);
  for (const counts of others) for (const [word, count] of counts) sums.set(word, (sums.get(word) ?? 0) + count);
  return new Map([...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

/** The most used words, the most used first: what a query is corrected to. */
export function rankWords(sums: WordCounts): string[] {
  return [...sums.keys()].slice(0, mostWords);
}

/** About 60 KB on the way to a reader, and only to one who searches. */
const mostWords = 20_000;

/** Counts as a text, a word on each line: of some hundred thousand words, JSON would take several times as long. */
export function writeCounts(counts: WordCounts): string {
  return Array.from(counts, ([word, count]) => `${word} ${count}`).join('\n');
}

/** The counts that a text holds. */
export function readCounts(text: string): WordCounts {
  const lines = text === '' ? [] : text.split('\n');
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}
