import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { withCompiled } from '../issue/compiled.ts';
import { cut, type Load, type Pending } from './batches.ts';
import type { Printed, ShopSettings } from './print.ts';

/** Prints sheets: a few in this thread, many in threads of its own on all cores. */
export class Crew {
  readonly #settings: ShopSettings;
  readonly #ready: Promise<unknown>;
  readonly #ending: AbortSignal;
  #workers: Worker[] = [];

  /**
   * @param ready what pages wait for, all else is printed before
   * @param ending ends the threads
   */
  constructor(settings: ShopSettings, ready: Promise<unknown>, ending: AbortSignal) {
    this.#settings = settings;
    this.#ready = ready;
    this.#ending = ending;
  }

  /**
   * Starts the threads, where there are none. They load what makes pages and feeds for up to a second: so it is best done
   * as soon as it is known that much will be printed.
   */
  hire(sheets: number): void {
    const threads = Math.min(availableParallelism(), Math.floor(sheets / fewest));
    if (threads < 2 || this.#workers.length > 0) return;
    this.#workers = Array.from({ length: threads }, () => startThread(this.#settings));
    this.#ending.addEventListener('abort', () => this.#workers.forEach((worker) => worker.terminate()));
  }

  /**
   * Prints all of some sheets.
   *
   * @param loads in the order in which they are printed; one may still be on its way while those before it are
   * @param onPrint is told of each file, and how many there are as far as that is known
   * @returns the printed files, in no particular order
   */
  async print(loads: readonly Load[], onPrint: (done: number, total: number) => void): Promise<Printed[]> {
    const here = loads.flatMap((load) => (load instanceof Promise ? [] : load));
    this.hire(here.length);
    const printed: Printed[] = [];
    const take = (some: readonly Printed[]) => {
      printed.push(...some);
      onPrint(printed.length, Math.max(here.length, printed.length));
    };
    const batches = cut(loads, this.#ready);
    if (this.#workers.length > 0) await Promise.all(this.#workers.map((worker) => employ(worker, batches, take)));
    else await this.#printHere(batches, take);
    return printed;
  }

  async #printHere(batches: AsyncIterable<readonly Pending[]>, take: (printed: Printed[]) => void): Promise<void> {
    // Loaded where there is something to print: all that makes pages and feeds comes with it.
    const { openShop } = await import('./print.ts');
    const print = openShop(this.#settings);
    for await (const batch of batches) {
      for (const { prepare } of batch) {
        take([await print(prepare())]);
        // The other program that works at this site, the search's, is answered between two files.
        await setImmediate();
      }
    }
  }
}

/** In megabytes: a thread needs a third of it. With room without end, it would throw nothing away until a gigabyte is full. */
const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 32 };

/** With fewer sheets for each, starting threads takes longer than it gives. */
const fewest = 150;

function startThread(settings: ShopSettings): Worker {
  return new Worker(path.join(settings.folders.root, 'src/press/thread.ts'), {
    workerData: settings,
    resourceLimits,
    env: withCompiled(process.env),
  });
}

/** Has one thread print batches until there are no more. */
async function employ(
  worker: Worker,
  batches: AsyncIterator<readonly Pending[], undefined>,
  take: (printed: Printed[]) => void,
): Promise<void> {
  for (let { value } = await batches.next(); value; { value } = await batches.next()) {
    const answer = once(worker, 'message');
    worker.postMessage(value.map(({ prepare }) => prepare()));
    const [printed] = await answer;
    take(printed);
  }
}
