import type { Task } from './print.ts';

/** A file that is to be printed. */
export interface Pending {
  /** Its address. */
  path: string;
  /** Whether the compiled program prints it. */
  isPage: boolean;
  /** Makes the task, only when its turn has come: the props of a whole archive would fill the memory. */
  prepare: () => Task;
}

/** Sheets to be printed, or a promise of some. */
export type Load = readonly Pending[] | Promise<readonly Pending[]>;

/**
 * Cuts loads into batches. As long as pages have to wait, the rest of their load goes first.
 *
 * @param ready what pages wait for; its error takes the place of the next batch
 */
export async function* cut(
  loads: readonly Load[],
  ready: Promise<unknown>,
): AsyncGenerator<readonly Pending[], undefined> {
  let isSettled = false;
  const settle = () => (isSettled = true);
  ready.then(settle, settle);
  for (const load of loads) {
    const waiting: Pending[][] = [];
    for (const batch of cutLoad(await load)) {
      if (isSettled) {
        // Throws what is wrong with the program.
        await ready;
        yield batch;
      } else {
        const [pages, others] = [batch.filter(({ isPage }) => isPage), batch.filter(({ isPage }) => !isPage)];
        if (pages.length > 0) waiting.push(pages);
        if (others.length > 0) yield others;
      }
    }
    if (waiting.length > 0) await ready;
    yield* waiting;
  }
}

/** The files of a month together: all that shows an issue is printed where it is read once, unless its page has to wait. */
function* cutLoad(pending: readonly Pending[]): Generator<readonly Pending[]> {
  const byMonth = Map.groupBy(pending, ({ path }) => /(?:^|\/)(\d{4}\/\d{2})\//.exec(path)?.[1]);
  for (const [month, some] of byMonth) {
    const size = month === undefined ? fewAtOnce : manyAtOnce;
    for (let at = 0; at < some.length; at += size) yield some.slice(at, at + size);
  }
}

/** The files of a month are about as many. */
const manyAtOnce = 120;

/** A share image alone takes as long as twenty files. */
const fewAtOnce = 10;
