import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WrongUse, type Desk } from '../../src/cli/command.ts';
import { openTerminal } from '../../src/cli/terminal.ts';
import { quote } from '../../src/issue/message.ts';
import { isRefusal } from '../../src/refusal.ts';
import { stopAll } from './child.ts';
import { openDateline } from './dateline.ts';
import { describeMachine } from './machine.ts';
import { writeWhole } from './numbers.ts';
import { help, readOptions, scenarios, type BenchOptions } from './options.ts';
import { openAstro, openEleventy, openHugo } from './peers.ts';
import { formatCharts, formatGrowth, formatResults, notes } from './report.ts';
import { runRounds, type Result } from './rounds.ts';
import type { Tool } from './tool.ts';

type Voice = Pick<Desk, 'print' | 'progress'>;

process.exitCode = await main(process.argv.slice(2), openTerminal());

/** Measures what the arguments ask for, and gives the exit code. */
async function main(words: string[], voice: Voice): Promise<number> {
  try {
    const options = readOptions(words);
    if (options) return await bench(options, voice);
    voice.print(help);
    return 0;
  } catch (error) {
    if (!isRefusal(error) && !(error instanceof WrongUse)) throw error;
    voice.print(error.message);
    return error instanceof WrongUse ? 2 : 1;
  }
}

async function bench(options: BenchOptions, { print, progress }: Voice): Promise<number> {
  const dateline = openDateline();
  const peers = openPeers(options, print);
  const folder = createFolder(options.folder ?? tmpdir());
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopAll();
      clean();
      process.exit(1);
    });
  }
  try {
    print(
      `Dateline's bench, seed ${options.seed}\n\n${describeMachine([dateline, ...peers.filter(({ fullOnly }) => !fullOnly)], folder)}\n\n${notes}`,
    );
    const results: Result[] = [];
    let exitCode = 0;
    const onFailure = (message: string) => {
      print(`\n${message}`);
      exitCode = 1;
    };
    for (const [at, size] of options.sizes.entries()) {
      const ofSize = path.join(folder, String(size));
      const onStep = (step: string) =>
        progress(`${writeWhole(size)} issues: ${step}; size`, at + 1, options.sizes.length);
      results.push(...(await runRounds({ dateline, peers }, size, options, ofSize, { onStep, onFailure })));
      for (const scenario of scenarios) {
        const ofScenario = results.filter((result) => result.size === size && result.scenario === scenario);
        if (ofScenario.length > 0) print(`\n${formatResults(ofScenario)}`);
      }
    }
    for (const text of [formatGrowth(results), formatCharts(results)]) if (text) print(`\n${text}`);
    return exitCode;
  } finally {
    clean();
  }
}

/** The other tools that are wanted and there. */
function openPeers({ peers, eleventy: home }: BenchOptions, print: Voice['print']): Tool[] {
  const hugo = peers.has('hugo') ? openHugo() : undefined;
  if (peers.has('hugo') && !hugo) print('Hugo is left out: there is no command `hugo`.');
  const eleventy = peers.has('eleventy') && home !== undefined ? openEleventy(path.resolve(home)) : [];
  if (peers.has('eleventy') && eleventy.length === 0) {
    if (home !== undefined)
      throw new WrongUse(`Unexpected \`--eleventy\` ${quote(home)}, expected where it is installed`);
    print('Eleventy is left out: `--eleventy` names where it is installed.');
  }
  return [...(hugo ? [hugo] : []), ...eleventy, ...(peers.has('astro') ? openAstro() : [])];
}

/** A new folder below another, to be taken away in the end: whatever else is there stays. */
function createFolder(above: string): string {
  if (above === '/dev/shm' && !existsSync(above))
    throw new WrongUse('Unexpected `--memory`, expected a system with /dev/shm');
  mkdirSync(above, { recursive: true });
  return mkdtempSync(path.join(path.resolve(above), 'dateline-bench-'));
}
