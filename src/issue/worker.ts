import { once } from 'node:events';
import path from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Folders } from './files.ts';

/** A thread that answers orders, each with one message. */
export class CrewWorker {
  readonly #worker: Worker;
  /** Rejected when the thread ends: with what it threw, where it threw something. */
  readonly #ended: Promise<never>;

  /** @param file of the thread, from the folder of the project */
  constructor({ root }: Pick<Folders, 'root'>, file: string, options: WorkerOptions) {
    this.#worker = new Worker(path.join(root, file), { resourceLimits, ...options });
    this.#ended = once(this.#worker, 'exit').then(() => {
      throw new Error('A thread ended before it had done its work');
    });
    // Whoever waits for an answer is told.
    this.#ended.catch(() => {});
  }

  /**
   * Has it answer orders, one after the other, until there are no more. Several threads may share them.
   *
   * @param take is given each answer
   * @throws what the thread threw, or an error where it ended by itself
   */
  async answer<Order, Answer>(
    orders: Iterable<Order> | AsyncIterable<Order>,
    take: (answer: Answer) => void,
  ): Promise<void> {
    for await (const order of orders) {
      const answer = Promise.race([once(this.#worker, 'message'), this.#ended]);
      this.#worker.postMessage(order);
      const [given] = await answer;
      take(given);
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** In megabytes: a thread needs a third of it. With room without end, it would throw nothing away until a gigabyte is full. */
const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 32 };
