import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { openShop, type Printed, type ShopSettings, type Task } from './print.ts';

/** A task that is prepared only when its turn has come: the props of a whole archive would fill the memory. */
export type Pending = () => Task;

/**
 * Prints sheets: a few in this thread, many on all cores.
 *
 * @param onPrint is told of each file
 * @returns the printed files, in no particular order
 */
export async function printAll(
  pending: readonly Pending[],
  settings: ShopSettings,
  onPrint: (done: number) => void,
): Promise<Printed[]> {
  const threads = Math.min(availableParallelism(), Math.floor(pending.length / fewest));
  const printed: Printed[] = [];
  const take = (some: readonly Printed[]) => {
    printed.push(...some);
    onPrint(printed.length);
  };
  if (threads < 2) {
    const print = await openShop(settings);
    for (const prepare of pending) take([await print(prepare())]);
    return printed;
  }
  const batches = Array.from({ length: Math.ceil(pending.length / batchSize) }, (_, at) =>
    pending.slice(at * batchSize, (at + 1) * batchSize),
  ).values();
  await Promise.all(Array.from({ length: threads }, () => employ(batches, settings, take)));
  return printed;
}

/** With fewer sheets for each, starting threads takes longer than it gives. */
const fewest = 150;

const batchSize = 40;

/** Has one thread print batches until there are no more. */
function employ(
  batches: Iterator<readonly Pending[]>,
  settings: ShopSettings,
  take: (printed: Printed[]) => void,
): Promise<void> {
  const file = path.join(settings.folders.root, 'src/press/thread.ts');
  const worker = new Worker(file, { workerData: settings });
  return new Promise<void>((resolve, reject) => {
    const next = () => {
      try {
        const { value, done } = batches.next();
        if (done) resolve();
        else worker.postMessage(value.map((prepare) => prepare()));
      } catch (error) {
        reject(error);
      }
    };
    worker.on('error', reject);
    worker.on('message', (printed: Printed[]) => {
      take(printed);
      next();
    });
    next();
  }).finally(() => worker.terminate());
}
