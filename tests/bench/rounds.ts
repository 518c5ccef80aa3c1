import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Count } from './census.ts';
import { createIssue } from './corpus.ts';
import { runCommand } from './dateline.ts';
import { measure, type Cost } from './measure.ts';
import type { BenchOptions, Scenario } from './options.ts';
import { measurePreview } from './preview.ts';
import { BenchSite } from './site.ts';
import type { Tool } from './tool.ts';

/** What one thing cost at one size, in each run. */
export interface Result {
  scenario: Scenario;
  size: number;
  /** The tool, and what is special about its row. */
  name: string;
  costs: Cost[];
  /** What the last build left; nothing where nothing was built. */
  count?: Count;
}

/**
 * Measures everything at one size of the archive. Tools take turns, and another one begins in each round, so that a machine
 * that slows down is no tool's misfortune.
 *
 * @param tools Dateline is the first
 * @param folder an empty one
 * @param onStep is told what is about to run
 */
export async function runRounds(
  tools: readonly Tool[],
  size: number,
  { runs, seed, only }: BenchOptions,
  folder: string,
  onStep: (step: string) => void,
): Promise<Result[]> {
  const results = new Map<string, Result>();
  const record = (scenario: Scenario, name: string, cost: Cost, count?: Count) => {
    const key = `${scenario} ${name}`;
    const result = results.get(key) ?? { scenario, size, name, costs: [] };
    result.costs.push(cost);
    results.set(key, count ? { ...result, count } : result);
  };

  const sites = tools.map((tool) => {
    onStep(`${tool.name}: writing the corpus`);
    return new BenchSite(tool, path.join(folder, tool.name), size, seed);
  });
  const added = createIssue(size, size, seed);
  const runsBuilds = only.has('full') || only.has('add') || only.has('same');

  for (let round = 0; round < runs; round++) {
    const turn = round % sites.length;
    const ordered = [...sites.slice(turn), ...sites.slice(0, turn)];
    const build = async (scenario: Scenario, site: BenchSite, note = '') => {
      onStep(`${site.name}: ${scenario}, run ${round + 1} of ${runs}`);
      const { cost, count } = await site.build();
      if (only.has(scenario)) record(scenario, site.name + note, cost, count);
    };

    if (runsBuilds) {
      for (const site of ordered) {
        site.remove(added);
        site.clear();
        await build('full', site);
      }
      for (const site of only.has('full') ? ordered.filter(({ hasSearchIndex }) => hasSearchIndex) : []) {
        site.clearButSearch();
        await build('full', site, withoutSearch);
      }
    }
    if (only.has('add') || only.has('same')) {
      for (const site of ordered) {
        site.add(added);
        await build('add', site);
      }
    }
    for (const site of only.has('same') ? ordered : []) await build('same', site);
    const [own] = sites;
    if (own && only.has('check')) {
      rmSync(path.join(own.folder, 'check'), { recursive: true, force: true });
      for (const state of ['cold', 'warm']) {
        onStep(`Dateline: check, run ${round + 1} of ${runs}`);
        record('check', state, await measure(runCommand(own.folder, ['check'], 'check')));
      }
    }
  }

  const [own] = sites;
  if (own && only.has('dev')) {
    onStep('Dateline: dev');
    for (const { ready, saved } of await measurePreview(own.folder, createIssue(size - 1, size, seed).date, runs)) {
      record('dev', 'ready', ready);
      record('dev', 'save to page', saved);
    }
  }
  // What is special about a tool's row stands below the tool's own.
  const placeOf = ({ name }: Result) => tools.findIndex((tool) => name.startsWith(tool.name));
  return [...results.values()].sort((a, b) => placeOf(a) - placeOf(b));
}

/** What is said of a full build that found its search index made. */
export const withoutSearch = ' (search kept)';
