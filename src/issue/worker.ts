import { once } from 'node:events';
import path from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Folders } from './files.ts';

/** A thread that answers orders, each with one message. */
export class CrewWorker {
  readonly #worker: Worker;
  /** Those who wait for an answer, in the order of their orders. */
  readonly #waiting: ((answer: unknown) => void)[] = [];
  /** Rejected when the thread ends: with what it threw, where it threw something. */
  readonly #ended: Promise<never>;

  /** @param file of the thread, from the folder of the project */
  constructor({ root }: Pick<Folders, 'root'>, file: string, options: WorkerOptions) {
    this.#worker = new Worker(path.join(root, file), { resourceLimits, ...options });
    this.#worker.on('message', (answer) => this.#waiting.shift()?.(answer));
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
   * @param ahead how many orders it is sent before it has answered the one that it is at: with one, it never waits for the
   * next
   * @throws what the thread threw, or an error where it ended by itself
   */
  async answer<Order, Answer>(
    orders: IterableIterator<Order> | AsyncIterableIterator<Order>,
    take: (answer: Answer) => void,
    ahead = 0,
  ): Promise<void> {
    const answerAll = async () => {
      for await (const order of orders) take(await this.#ask<Order, Answer>(order));
    };
    await Promise.all(Array.from({ length: 1 + ahead }, answerAll));
  }

  #ask<Order, Answer>(order: Order): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    // Whoever has the thread answer orders of one kind is given answers of one kind.
    this.#waiting.push(resolve as (answer: unknown) => void);
    this.#worker.postMessage(order);
    return Promise.race([promise, this.#ended]);
  }

  /** Lets the process end though the thread has not: it was begun in case that it is needed. */
  unref(): void {
    this.#worker.unref();
  }

  /** Has the process wait for the thread again. */
  ref(): void {
    this.#worker.ref();
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** In megabytes: a thread needs a third of it. With room without end, it would throw nothing away until a gigabyte is full. */
const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 96 };
