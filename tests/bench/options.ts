import { parseArgs } from 'node:util';
import { WrongUse } from '../../src/cli/command.ts';
import { choice, quote } from '../../src/issue/message.ts';

/** What can be measured, in the order in which it is. */
export const scenarios = ['full', 'add', 'same', 'check', 'dev'] as const;
export type Scenario = (typeof scenarios)[number];

/** The tools that Dateline is measured beside. */
export const peers = ['hugo', 'eleventy', 'astro'] as const;
export type Peer = (typeof peers)[number];

/** What a run of the bench is asked for. */
export interface BenchOptions {
  /** How many issues the archives have, smallest first. */
  sizes: number[];
  runs: number;
  seed: number;
  only: ReadonlySet<Scenario>;
  /** The other tools that may take part. */
  peers: ReadonlySet<Peer>;
  /** Where Eleventy is installed. */
  eleventy?: string;
  /** Where the sites are built: below this folder. Without one, where the system has temporary files. */
  folder?: string;
}

export const help = `npm run bench [-- --quick]
Measures builds of large archives, beside other generators of sites where they are installed.

  --quick         small archives and builds only, each once, for a minute; what else is asked for stands
  --issues N,N    the sizes of the archives, 100,1000,10000 without it; from 10 to 20,000
  --runs N        how often each is run, 3 without it; medians are printed
  --only WORD,…   full     builds without any cache
                  add      builds after one more issue, a day later, caches kept
                  same     builds after no change
                  check    \`npm run check\`, cold and warm, and the parse alone, by Dateline and by remark
                  dev      \`npm run dev\`, until it is ready, until its first page, and from a save to the page; Dateline only
  --peers WORD,…  which of hugo, eleventy and astro take part, \`none\` for none; all that are there without it
  --seed N        another corpus of the same kind, 1 without it
  --dir FOLDER    builds below this folder, and takes away in the end what it put there
  --memory        builds below /dev/shm, so that no disk is measured
  --eleventy DIR  where Eleventy is installed; it is none of our dependencies:
                  npm install @11ty/eleventy@3 --prefix DIR
  --help          show this

Hugo takes part where the command \`hugo\` is found, Astro always. In full builds Eleventy and Astro take part twice: with the
pages that all tools write, and as “all pages”, with Dateline's months, sections, sources, data, feeds and site maps.
Memory, and the work of processors, are known on Linux only.

Exit codes: 0 measured, 1 a program failed, 2 wrong use.`;

/**
 * Reads the words after `npm run bench --`.
 *
 * @returns nothing where only help is wanted
 * @throws WrongUse where they are not as `help` shows them
 */
export function readOptions(words: string[]): BenchOptions | undefined {
  const values = parse(words);
  if (values.help) return undefined;
  if (values.memory && values.dir !== undefined)
    throw new WrongUse('Unexpected `--memory`, expected it without `--dir`');
  const folder = values.memory ? '/dev/shm' : values.dir;
  return {
    sizes: readList('issues', values.issues ?? (values.quick ? '25,100' : '100,1000,10000'), 10, 20_000),
    runs: readNumber('runs', values.runs ?? (values.quick ? '1' : '3'), 1, 100),
    seed: readNumber('seed', values.seed ?? '1', 0, 2 ** 31),
    only: readWords('only', values.only ?? (values.quick ? 'full,add,same' : scenarios.join(',')), scenarios),
    peers: values.peers === 'none' ? new Set() : readWords('peers', values.peers ?? peers.join(','), peers),
    ...(values.eleventy !== undefined && { eleventy: values.eleventy }),
    ...(folder !== undefined && { folder }),
  };
}

function parse(words: string[]) {
  const text = { type: 'string' } as const;
  const mark = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: words,
      options: {
        ...{ issues: text, runs: text, only: text, peers: text, seed: text, dir: text, eleventy: text },
        ...{ quick: mark, memory: mark, help: { type: 'boolean', short: 'h' } },
      },
    }).values;
  } catch (error) {
    throw new WrongUse(`Unexpected ${quote(words.join(' '))}, expected options as \`--help\` shows them`, {
      cause: error,
    });
  }
}

function readList(name: string, text: string, least: number, most: number): number[] {
  const numbers = text.split(',').map((word) => readNumber(name, word, least, most));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new WrongUse(`Unexpected \`--${name}\` ${quote(text)}, expected a number from ${least} to ${most}`);
}

function readWords<Word extends string>(name: string, text: string, known: readonly Word[]): Set<Word> {
  return new Set(
    text.split(',').map((written) => {
      const word = known.find((other) => other === written);
      if (!word) throw new WrongUse(`Unexpected \`--${name}\` ${quote(written)}, expected ${choice(known)}`);
      return word;
    }),
  );
}
