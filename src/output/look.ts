import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { withCompiled } from '../issue/compiled.ts';
import type { Folders } from '../issue/files.ts';
import type { Survey } from '../issue/survey.ts';
import type { Look, Recorded } from './record.ts';

/** What the thread is sent: of which newsletter it is to survey the issues, or which output to look at. */
export type Order = { folders: Folders } | { places: Recorded };

/** What it answers. */
export type Answer = { survey: Survey } | { look: Look };

/**
 * A thread that looks at files beside whatever this one does: at those of the issues, then at those of the last two builds.
 * An archive has so many that to ask for the state of each takes as long as all else.
 */
export class Lookout {
  /** The issues' files. */
  readonly survey: Promise<Survey>;
  readonly #worker: Worker;

  constructor(folders: Folders) {
    this.#worker = new Worker(path.join(import.meta.dirname, 'looker.ts'), { env: withCompiled(process.env) });
    this.survey = this.#order({ folders }, (answer) => ('survey' in answer ? answer.survey : undefined));
  }

  /** What `lookAt` finds. */
  look(places: Recorded): Promise<Look> {
    const { folder, record, spare, spareRecord } = places;
    return this.#order({ places: { folder, record, spare, spareRecord } }, (answer) =>
      'look' in answer ? answer.look : undefined,
    );
  }

  end(): void {
    void this.#worker.terminate();
  }

  #order<T>(order: Order, take: (answer: Answer) => T | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#worker.on('message', (answer: Answer) => {
      const taken = take(answer);
      if (taken) resolve(taken);
    });
    this.#worker.on('error', reject);
    this.#worker.on('exit', () => reject(new Error('A thread ended before it had looked at all files')));
    this.#worker.postMessage(order);
    // Whoever waits for it is told what went wrong; a build that ends before waits for nothing.
    promise.catch(() => {});
    return promise;
  }
}
