import { availableParallelism } from 'node:os';
import type { CacheSettings, IssueCache } from './cache.ts';
import { besideCompiled } from './compiled.ts';
import type { Folders } from './files.ts';
import { readCard, type ReadCard } from './read.ts';
import { CrewWorker } from './worker.ts';

/**
 * Reads files into cards: a few in this thread, many on all cores.
 *
 * @param onRead is told after each file how many of how many are read
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
  if (threads < 2) for (const name of names) take([readCard(name, cache, folders)]);
  else {
    const workerData: CrewData = { settings: cache.settings, folders };
    const options = { workerData, env: besideCompiled(process.env) };
    const workers = Array.from({ length: threads }, () => new CrewWorker(folders, 'src/issue/thread.ts', options));
    try {
      const batches = cut(names).values();
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

const batchSize = 20;

function cut(names: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(names.length / batchSize) }, (_, at) =>
    names.slice(at * batchSize, (at + 1) * batchSize),
  );
}
