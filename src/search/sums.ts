import { readFileSync } from 'node:fs';
import path from 'node:path';
import { digest } from '../issue/digest.ts';
import type { Folders } from '../issue/files.ts';
import { keepFile, readKeptFile } from '../kept.ts';
import { readCounts, sumWords, writeCounts, type WordCounts } from './words.ts';

/** The name of the file with the words of a part, which is not the site's. */
export const wordsFile = 'words.txt';

/**
 * The words of some parts, the most used first, for a spelling that a reader got wrong. Of all but the newest part, the only
 * one that a day changes, the sum is kept.
 *
 * @param parts their folders, newest first
 */
export function readWords([newest, ...older]: readonly string[], folders: Folders): WordCounts {
  return newest === undefined ? new Map() : sumWords([readOlder(older, folders), readPart(newest)]);
}

function readOlder(parts: readonly string[], folders: Folders): WordCounts {
  const file = nameSum(parts, folders);
  const kept = readKeptFile(file);
  if (kept) return decode(kept);
  const sum = sumWords(parts.map(readPart));
  keepFile(file, encodeCounts(sum));
  return sum;
}

/** The file that keeps the sum of the words of some parts. */
export function nameSum(parts: readonly string[], { cache }: Folders): string {
  return path.join(cache, 'search', `words-${digest(...parts.map((folder) => path.basename(folder)))}`);
}

function readPart(folder: string): WordCounts {
  return decode(readFileSync(path.join(folder, wordsFile)));
}

/** The counts of a part, or of some, as its file holds them. */
export function encodeCounts(counts: WordCounts): Uint8Array {
  return new TextEncoder().encode(writeCounts(counts));
}

function decode(bytes: Uint8Array): WordCounts {
  return readCounts(new TextDecoder().decode(bytes));
}
