import { availableParallelism } from 'node:os';
import type { CacheSettings, IssueCache } from './cache.ts';
import { besideCompiled } from './compiled.ts';
import type { Folders } from './files.ts';
import { readTogether, type ReadCard } from './read.ts';
import { CrewWorker } from './worker.ts';

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
  const threads = Math.min(availableParallelism(), Math.floor(names.length / fewest));
  const batches = cut(names, Math.max(threads, 1)).values();
  if (threads < 2) for (const batch of batches) take(readTogether(batch, cache, folders));
  else {
    const workerData: CrewData = { settings: cache.settings, folders };
    const options = { workerData, env: besideCompiled(process.env) };
    const workers = Array.from({ length: threads }, () => new CrewWorker(folders, 'src/issue/thread.ts', options));
    try {
      await Promise.all(workers.map((worker) => worker.answer(batches, take, 1)));
    } finally {
      await Promise.all(workers.map((worker) => worker.end()));
    }
  }
  return cards;
}

/** What a thread of the crew is given. */
export interface CrewData {
  settings: CacheSettings;
  folders: Folders;
}

/** With fewer files for each, starting threads takes longer than it gives. */
const fewest = 100;

const largestBatch = 100;
/** So many that the threads come to an end together. */
const batchesForEach = 8;

function cut(names: readonly string[], threads: number): string[][] {
  const size = Math.min(largestBatch, Math.ceil(names.length / (threads * batchesForEach)));
  return Array.from({ length: Math.ceil(names.length / size) }, (_, at) => names.slice(at * size, (at + 1) * size));
}
