import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { withCompiled } from '../issue/compiled.ts';
import type { Look, Recorded } from './record.ts';

/**
 * Looks, in a thread beside whatever this one does, whether the files of the last two builds are as they were recorded.
 *
 * @returns what `lookAt` finds, and ends the thread
 */
export function lookBeside(places: Recorded): { found: Promise<Look>; end: () => void } {
  const { folder, record, spare, spareRecord } = places;
  const workerData: Recorded = { folder, record, spare, spareRecord };
  const worker = new Worker(path.join(import.meta.dirname, 'looker.ts'), {
    workerData,
    env: withCompiled(process.env),
  });
  const found = once(worker, 'message').then(([answer]: Look[]) => {
    if (!answer) throw new Error('A thread ended before it had looked at the last build');
    return answer;
  });
  // Whoever waits for it is told what went wrong; a build that ends before waits for nothing.
  found.catch(() => {});
  return { found, end: () => void worker.terminate() };
}
