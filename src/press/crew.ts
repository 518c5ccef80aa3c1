import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { withCompiled } from '../issue/compiled.ts';
import { CrewWorker } from '../issue/worker.ts';
import { cut, type Load, type Pending } from './batches.ts';
import type { Printed, ShopSettings, Task } from './print.ts';

/** Prints sheets: a few in this thread, many in threads of its own on all cores. */
export class Crew {
  readonly #settings: ShopSettings;
  readonly #ready: Promise<unknown>;
  readonly #ending: AbortSignal;
  readonly #workers: CrewWorker[] = [];

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
    const { folders } = this.#settings;
    const options = { workerData: this.#settings, env: withCompiled(process.env) };
    for (let thread = 0; thread < threads; thread++) {
      this.#workers.push(new CrewWorker(folders, 'src/press/thread.ts', options));
    }
    this.#ending.addEventListener('abort', () => void this.dismiss());
  }

  /** Ends the threads: they hold memory, and no work as large is left. */
  async dismiss(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.end()));
  }

  /**
   * Prints all of some sheets.
   *
   * @param loads in the order in which they are printed; one may still be on its way while those before it are
   * @param onPrint is told of each file, and how many there are as far as that is known
   * @returns the printed files, in no particular order
   */
  async print(loads: readonly Load[], onPrint: (done: number, total: number) => void): Promise<Printed[]> {
    // Whoever gets to one that is on its way is told what went wrong.
    for (const load of loads) if (load instanceof Promise) load.catch(() => {});
    const here = loads.flatMap((load) => (load instanceof Promise ? [] : load));
    this.hire(here.length);
    const printed: Printed[] = [];
    const take = (some: readonly Printed[]) => {
      printed.push(...some);
      onPrint(printed.length, Math.max(here.length, printed.length));
    };
    const batches = cut(loads, this.#ready);
    if (this.#workers.length === 0) await this.#printHere(batches, take);
    else {
      const tasks = prepareTasks(batches);
      await Promise.all(this.#workers.map((worker) => worker.answer(tasks, take, 1)));
    }
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

/** With fewer sheets for each, starting threads takes longer than it gives. */
const fewest = 150;

async function* prepareTasks(batches: AsyncIterable<readonly Pending[]>): AsyncGenerator<Task[]> {
  for await (const batch of batches) yield batch.map(({ prepare }) => prepare());
}
