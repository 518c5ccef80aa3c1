import fc from 'fast-check';
import { Bench } from './bench.ts';
import { candidate } from './candidates.ts';
import type { Finding } from './judge.ts';

/** How long to look for files that are read badly. */
export interface Search {
  seed: number;
  runs: number;
  /** Ends the search, however many runs are left. */
  minutes?: number;
}

/** What came of a search. */
export interface Verdict {
  /** How many files were tried. */
  tried: number;
  /** The smallest file that was read badly, and how. */
  found?: { finding: Finding; value: Uint8Array };
}

/** Tries random files until one is read badly, and then smaller ones that still are. */
export async function fuzz({ seed, runs, minutes }: Search): Promise<Verdict> {
  const bench = new Bench(new URL('thread.ts', import.meta.url), 10_000);
  let tried = 0;
  let smallest: Finding | undefined;
  const property = fc.asyncProperty(candidate, async (value) => {
    tried++;
    const finding = await bench.try(value);
    // The same finding, not another one that a smaller file happens to have.
    if (!finding || (smallest && smallest.kind !== finding.kind)) return true;
    smallest = finding;
    return false;
  });
  const limit = minutes === undefined ? {} : { interruptAfterTimeLimit: minutes * 60_000 };
  const details = await fc.check(property, { seed, numRuns: runs, ...limit });
  await bench.close();
  const value = details.counterexample?.[0];
  return { tried, ...(smallest && value && { found: { finding: smallest, value } }) };
}
