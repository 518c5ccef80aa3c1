import { Worker } from 'node:worker_threads';
import type { Finding } from './judge.ts';

/** A thread apart in which files are tried, so that one which never ends ends only the thread. */
export class Bench {
  #file: URL;
  #patience: number;
  #worker: Worker | undefined;

  /**
   * @param file of the thread: it answers each file with a finding or with nothing
   * @param patience how many milliseconds of a processor one file may take, with all that is done to judge it
   */
  constructor(file: URL, patience: number) {
    this.#file = file;
    this.#patience = patience;
  }

  /** Tries one file; one at a time. */
  async try(value: Uint8Array): Promise<Finding | undefined> {
    const worker = (this.#worker ??= new Worker(this.#file));
    const finding = await new Promise<Finding | null>((resolve) => {
      const answer = (found: Finding | null) => {
        clearInterval(clock);
        for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
        resolve(found);
      };
      const clock = watch(worker, this.#patience, (detail) => answer({ kind: 'hang', detail }));
      worker.once('message', answer);
      worker.once('error', (error) => answer({ kind: 'crash', detail: String(error) }));
      worker.once('exit', (code) => answer({ kind: 'crash', detail: `the thread ended with ${code}` }));
      worker.postMessage(value);
    });
    // A thread that hangs is of no more use, and one that ended least of all.
    if (finding?.kind === 'hang' || finding?.kind === 'crash') await this.close();
    return finding ?? undefined;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.removeAllListeners();
    await worker?.terminate();
  }
}

/** Watches how busy a thread is from now on: on a machine with much else to do, no clock on a wall can tell. */
function watch(worker: Worker, patience: number, onHang: (detail: string) => void): NodeJS.Timeout {
  let begin: number | undefined;
  const clock = setInterval(() => {
    worker.cpuUsage().then(
      ({ user, system }) => {
        const busy = (user + system) / 1000;
        begin ??= busy;
        if (busy - begin > patience) onHang(`no end in ${patience} ms`);
      },
      // It has ended meanwhile, and said so.
      () => undefined,
    );
  }, 250);
  // A search that is over does not wait for the file at which its time ended.
  return clock.unref();
}
