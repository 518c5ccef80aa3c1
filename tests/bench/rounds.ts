import path from 'node:path';
import { isRefusal } from '../../src/refusal.ts';
import type { Count } from './census.ts';
import { createIssue, type CorpusIssue } from './corpus.ts';
import { runCommand, runParse, runRemark } from './dateline.ts';
import { measure, type Cost } from './measure.ts';
import type { BenchOptions, Scenario } from './options.ts';
import { measurePreview } from './preview.ts';
import { BenchSite } from './site.ts';
import type { Job, Tool } from './tool.ts';

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

/** What is said of a full build that found its search index made. */
export const withoutSearch = ' (search kept)';

type Measured = Pick<Result, 'scenario' | 'name' | 'count'> & { cost: Cost };

/** What is told of rounds while they run. */
export interface Witness {
  /** What is about to run. */
  onStep: (step: string) => void;
  /** What went wrong: a tool that cannot build an archive of this size has no part in the rest. */
  onFailure: (message: string) => void;
}

/**
 * Measures everything at one size of the archive.
 *
 * @param dateline stands beside the others in builds, and alone where a command is its own
 * @param folder an empty one
 */
export async function runRounds(
  { dateline, peers }: { dateline: Tool; peers: readonly Tool[] },
  size: number,
  { runs, seed, only }: BenchOptions,
  folder: string,
  { onStep, onFailure }: Witness,
): Promise<Result[]> {
  const openSite = (tool: Tool) => {
    onStep(`${tool.name}: writing the corpus`);
    return new BenchSite(tool, path.join(folder, tool.name), size, seed);
  };
  const hasBuilds = only.has('full') || only.has('add') || only.has('same');
  const own = openSite(dateline);
  const wantedPeers = peers.filter(({ fullOnly }) => only.has('full') || (hasBuilds && !fullOnly));
  const sites = [own, ...wantedPeers.map(openSite)];
  const added = createIssue(size, size, seed);

  const measured: Measured[] = [];
  const failed = new Set<BenchSite>();
  for (let round = 0; round < runs; round++) {
    const onRun = (doing: string) => onStep(`${doing}, run ${round + 1} of ${runs}`);
    // Another tool begins each time, so that a machine that slows down is no tool's misfortune.
    const turn = round % sites.length;
    const ordered = [...sites.slice(turn), ...sites.slice(0, turn)];
    const build = async (scenario: Scenario, site: BenchSite, note = '') => {
      if (failed.has(site)) return;
      onRun(`${site.name}: ${scenario}`);
      try {
        // An issue is added a day later: what a build does once a day is part of what a day costs.
        const days = scenario === 'full' ? 0 : 1;
        measured.push({ scenario, name: site.name + note, ...(await site.build(days)) });
      } catch (error) {
        if (!isRefusal(error)) throw error;
        failed.add(site);
        onFailure(`${site.name} is left out from here on. ${error.message}`);
      }
    };
    if (hasBuilds) await runBuilds(ordered, added, only, build);
    if (only.has('check')) measured.push(...(await runChecks(own.folder, round, onRun)));
  }
  if (only.has('dev')) {
    onStep('Dateline: dev');
    const costs = await measurePreview(own.folder, createIssue(size - 1, size, seed).date, runs);
    for (const { ready, shown, saved } of costs) {
      measured.push({ scenario: 'dev', name: 'ready', cost: ready });
      measured.push({ scenario: 'dev', name: 'first page', cost: shown });
      measured.push({ scenario: 'dev', name: 'save to page', cost: saved });
    }
  }
  const wanted = measured.filter(({ scenario }) => only.has(scenario));
  // What is special about a tool's row stands below the tool's own.
  const placeOf = ({ name }: Result) =>
    sites.findIndex((site) => [site.name, site.name + withoutSearch].includes(name));
  return gather(wanted, size).sort((a, b) => placeOf(a) - placeOf(b));
}

/**
 * One round of builds. Tools take turns at each of them; the full ones are also what the others begin from.
 *
 * @param build has a site built, and records it
 */
async function runBuilds(
  sites: readonly BenchSite[],
  added: CorpusIssue,
  only: ReadonlySet<Scenario>,
  build: (scenario: Scenario, site: BenchSite, note?: string) => Promise<void>,
): Promise<void> {
  for (const site of sites) {
    site.remove(added);
    site.clear();
    await build('full', site);
  }
  for (const site of sites) {
    if (!only.has('full') || !site.hasSearchIndex) continue;
    site.clearButSearch();
    await build('full', site, withoutSearch);
  }
  if (!only.has('add') && !only.has('same')) return;
  const lasting = sites.filter(({ fullOnly }) => !fullOnly);
  for (const site of lasting) {
    site.add(added);
    await build('add', site);
  }
  if (!only.has('same')) return;
  for (const site of lasting) await build('same', site);
}

/**
 * A check that knows nothing yet, one that knows all, and what the first one cannot do without; that begins in every other
 * round. Each round has caches of its own: what was removed just before would make what comes next pay for it.
 */
async function runChecks(folder: string, round: number, onRun: (doing: string) => void): Promise<Measured[]> {
  const run = async (name: string, job: Job): Promise<Measured> => {
    onRun(`Dateline: check, ${name}`);
    return { scenario: 'check', name, cost: await measure(job) };
  };
  const check = runCommand(folder, ['check'], `check-${round}`);
  const runCheck = async () => [await run('cold', check), await run('warm', check)];
  const runAlone = async () => [
    await run('the parse alone', runParse(folder, `parse-${round}`)),
    await run('remark alone', runRemark(folder)),
  ];
  return round % 2 === 0
    ? [...(await runCheck()), ...(await runAlone())]
    : [...(await runAlone()), ...(await runCheck())];
}

/** The runs of each thing together. */
function gather(measured: readonly Measured[], size: number): Result[] {
  return [...Map.groupBy(measured, ({ scenario, name }) => `${scenario} ${name}`).values()].flatMap((runs) => {
    const last = runs.at(-1);
    if (!last) return [];
    const { scenario, name, count } = last;
    return [{ scenario, size, name, costs: runs.map(({ cost }) => cost), ...(count && { count }) }];
  });
}
