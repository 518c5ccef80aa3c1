import type { CacheSettings, IssueCache } from './cache.ts';
import type { Folders } from './files.ts';
import { readTogether, type ReadCard } from './read.ts';
import { takeReaders } from './readers.ts';

/**
 * Reads files into cards: a few in this thread, many on all cores.
 *
 * @param onRead is told after some files how many of how many are read
 * @returns the cards in no particular order; none of a file that cannot be read
 */
export async function readCards(
  names: readonly string[],
  cache: IssueCache,
  folders: Folders,
  onRead?: (done: number, total: number) => void,
): Promise<ReadCard[]> {
  const cards: ReadCard[] = [];
  let done = 0;
  const take = (some: readonly (ReadCard | undefined)[]) => {
    cards.push(...some.filter((card) => card !== undefined));
    onRead?.((done += some.length), names.length);
  };
  const workers = takeReaders(folders, names.length);
  const batches = cut(names, Math.max(workers.length, 1));
  if (workers.length === 0) for (const batch of batches) take(readTogether(batch, cache, folders));
  const orders = batches.map((batch): ReadingOrder => ({ names: batch, settings: cache.settings, folders }));
  try {
    await Promise.all(workers.map((worker) => worker.answer(orders, take, 1)));
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
  return cards;
}

/** What a thread is sent. */
export interface ReadingOrder {
  names: readonly string[];
  /** Of the cache in which it is kept what they held. */
  settings: CacheSettings;
  folders: Folders;
}

/** What is read in one batch is kept in one file. */
const largestBatch = 500;
const smallestBatch = 20;

/** Cuts names into batches: large ones first, as long as there is enough for all threads, so that these come to an end together. */
function* cut(names: readonly string[], threads: number): Generator<readonly string[]> {
  for (let at = 0; at < names.length;) {
    const share = Math.ceil((names.length - at) / (threads * sharesOfRest));
    const size = Math.max(smallestBatch, Math.min(largestBatch, share));
    yield names.slice(at, (at += size));
  }
}

/** A thread has one batch at work and one ahead, and others may take longer than it. */
const sharesOfRest = 2;
