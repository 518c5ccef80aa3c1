import type { Run, Runs, Thread } from '../../src/issue/runs.ts';

/** A thread with its runs, the nearest of each date, as data. */
export function listRuns({ index, name, earlier, later }: Thread) {
  return { index, name, earlier: list(earlier), later: list(later) };
}

function list(runs: Runs): Run[] {
  const found: Run[] = [];
  const isNew = (date: string) => found.every((run) => run.date !== date);
  for (let run = runs.find(isNew); run; run = runs.find(isNew)) {
    const { date, index, name, title } = run;
    found.push({ date, index, name, title });
  }
  return found;
}
