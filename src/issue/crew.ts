import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CacheSettings, IssueCache } from './cache.ts';
import { besideCompiled } from './compiled.ts';
import type { Folders } from './files.ts';
import { readCard, type ReadCard } from './read.ts';

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
    const file = path.join(folders.root, 'src/issue/thread.ts');
    const workerData: CrewData = { settings: cache.settings, folders };
    const workers = Array.from(
      { length: threads },
      () => new Worker(file, { workerData, resourceLimits, env: besideCompiled(process.env) }),
    );
    try {
      const batches = cut(names).values();
      await Promise.all(workers.map((worker) => employ(worker, batches, take)));
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  }
  return cards;
}

/** In megabytes: a thread needs a third of it, and with room without end would throw nothing away for long. */
const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 32 };

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

/** Has one thread read batches until there are no more. */
function employ(
  worker: Worker,
  batches: Iterator<readonly string[]>,
  take: (cards: readonly (ReadCard | undefined)[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => {
      const { value, done } = batches.next();
      if (done) resolve();
      else worker.postMessage(value);
    };
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('A thread ended before it had read its files')));
    worker.on('message', (cards: (ReadCard | undefined)[]) => {
      take(cards);
      next();
    });
    next();
  });
}
