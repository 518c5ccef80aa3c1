import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { withCompiled } from '../issue/compiled.ts';

/** A folder, and the file that records what a build left there. */
export interface Recorded {
  record: string;
  folder: string;
}

/**
 * Looks, in a thread beside whatever this one does, whether the files of some folders are as they were recorded.
 *
 * @returns for each folder what `checkRecord` finds, and ends the thread with the last of them
 */
export function lookBeside(places: readonly Recorded[]): { found: Promise<Float64Array[]>; end: () => void } {
  const worker = new Worker(path.join(import.meta.dirname, 'looker.ts'), {
    workerData: places,
    env: withCompiled(process.env),
  });
  const found = once(worker, 'message').then(([answer]: Float64Array[][]) => answer ?? []);
  // Whoever waits for it is told what went wrong; a build that ends before waits for nothing.
  found.catch(() => {});
  return { found, end: () => void worker.terminate() };
}
