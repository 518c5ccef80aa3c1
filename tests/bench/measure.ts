import { spawnSync } from 'node:child_process';
import { Refusal } from '../../src/refusal.ts';
import { start } from './child.ts';
import { readChildrenSeconds, watchMemory } from './memory.ts';
import type { Job } from './tool.ts';

/** What a run cost. */
export interface Cost {
  /** From its start to its end. */
  seconds: number;
  /** The time that all processors worked for it. Unknown where the system does not tell. */
  work?: number;
  /** The most bytes of memory at one time. Unknown where the system does not tell. */
  memory?: number;
}

/**
 * Runs a program to its end.
 *
 * @throws Refusal where it fails: what it would have cost is no number to compare
 */
export async function measure(job: Job): Promise<Cost> {
  settleDisk();
  const before = readChildrenSeconds();
  const begun = performance.now();
  const child = start(job);
  const stopWatching = watchMemory(child.session);
  const code = await child.ended;
  const seconds = (performance.now() - begun) / 1000;
  const memory = stopWatching();
  const after = readChildrenSeconds();
  if (code !== 0) {
    throw new Refusal(`${job.program} ${job.words.join(' ')} ended with ${code}:\n${child.printed().slice(-2000)}`);
  }
  return {
    seconds,
    ...(before !== undefined && after !== undefined && { work: after - before }),
    ...(memory !== undefined && { memory }),
  };
}

/** Has the disk write what earlier runs left for later, so that it is not this one's burden. */
export function settleDisk(): void {
  spawnSync('sync');
}
