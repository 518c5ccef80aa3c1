import { formatChart } from './chart.ts';
import { sampleTime } from './memory.ts';
import { median, writeBytes, writeRatio, writeSeconds, writeWhole } from './numbers.ts';
import { scenarios, type Scenario } from './options.ts';
import { allPages, astroMegabytes } from './peers.ts';
import { withoutSearch, type Result } from './rounds.ts';
import { formatTable } from './table.ts';

const titles: Record<Scenario, string> = {
  full: 'Full build without any cache',
  add: 'Build after one more issue, a day later, caches kept',
  same: 'Build after no change',
  check: 'npm run check',
  dev: 'npm run dev, caches kept',
};

/** What one thing cost at one size, a row for each tool. */
export function formatResults(results: readonly Result[]): string {
  const [first] = results;
  if (!first) return '';
  const peers = results.filter(({ count, name }) => count && !name.startsWith('Dateline')).map(({ name }) => name);
  const runs = first.costs.length;
  const head = [
    '',
    'time',
    ...(runs > 1 ? ['from', 'to'] : []),
    'CPU time',
    'memory',
    ...(first.count ? ['written', 'of files', 'in all', 'a page'] : []),
    ...peers.map((name) => `÷ ${name}`),
  ];
  const rows = results.map((result) => formatRow(result, results, peers));
  const title = `${titles[first.scenario]}, ${writeWhole(first.size)} issues, ${runs === 1 ? 'one run' : `medians of ${runs} runs`}`;
  return `${title}\n\n${formatTable([head, ...rows])}`;
}

function formatRow({ name, costs, count }: Result, results: readonly Result[], peers: readonly string[]): string[] {
  const seconds = costs.map((cost) => cost.seconds);
  const time = median(seconds);
  return [
    name,
    writeSeconds(time),
    ...(costs.length > 1 ? [writeSeconds(Math.min(...seconds)), writeSeconds(Math.max(...seconds))] : []),
    writeKnown(
      costs.flatMap(({ work }) => work ?? []),
      writeSeconds,
    ),
    writeKnown(
      costs.flatMap(({ memory }) => memory ?? []),
      writeBytes,
    ),
    ...(count
      ? [writeWhole(count.written), writeWhole(count.files), writeBytes(count.bytes), writeBytes(count.pageBytes)]
      : []),
    ...peers.map((peer) => writeRatio(time, timeOf(results.find((other) => other.name === peer)))),
  ];
}

function timeOf(result: Result | undefined): number {
  return result ? median(result.costs.map(({ seconds }) => seconds)) : NaN;
}

function writeKnown(numbers: readonly number[], write: (number: number) => string): string {
  return numbers.length === 0 ? '–' : write(median(numbers));
}

/** How cost grows with the archive: each size against the one before. */
export function formatGrowth(results: readonly Result[]): string {
  const rows = [...Map.groupBy(order(results), ({ scenario, name }) => `${scenario}: ${name}`)].flatMap(
    ([label, ofOne]) =>
      ofOne.flatMap((result, at) => {
        const before = ofOne[at - 1];
        if (!before) return [];
        return [
          [
            label,
            `${writeWhole(before.size)} to ${writeWhole(result.size)}`,
            writeRatio(result.size, before.size),
            writeRatio(timeOf(result), timeOf(before)),
            writeKnown([memoryOf(result) / memoryOf(before)].filter(Number.isFinite), (ratio) => writeRatio(ratio, 1)),
          ],
        ];
      }),
  );
  if (rows.length === 0) return '';
  return `Growth with the archive\n\n${formatTable([['', 'issues', '×', 'time ×', 'memory ×'], ...rows])}`;
}

/** Not a number where it is unknown. */
function memoryOf({ costs }: Result): number {
  const known = costs.flatMap(({ memory }) => memory ?? []);
  return known.length === 0 ? NaN : median(known);
}

/** A chart for each thing that was measured; with one size of the archive there is nothing to compare. */
export function formatCharts(results: readonly Result[]): string {
  if (new Set(results.map(({ size }) => size)).size < 2) return '';
  return [...Map.groupBy(order(results), ({ scenario }) => scenario)]
    .map(([scenario, ofScenario]) => {
      const bars = ofScenario.map((result) => ({ size: result.size, name: result.name, seconds: timeOf(result) }));
      return formatChart(`${titles[scenario]}: seconds by the size of the archive`, bars);
    })
    .join('\n\n');
}

/** Builds before commands, then small archives before large ones. */
function order(results: readonly Result[]): Result[] {
  return results.toSorted((a, b) => scenarios.indexOf(a.scenario) - scenarios.indexOf(b.scenario) || a.size - b.size);
}

/** What the numbers mean, and how the comparison is fair. */
export const notes = `How to read it

  Every tool is given the same issues, and writes a page for each issue and each year, the archive, a home page, and one feed
  of the newest 30 in full. The rows “Hugo”, “Eleventy” and “Astro” write nothing else.

  The rows “${allPages}” write what Dateline does at the same addresses, too: a file of Markdown and of data for each issue,
  months, the months of each section, sources and their years, feeds of issues in three formats, of stories and of each
  section, two feeds for each month, data for each year and the archive, and site maps. Their pages carry what Dateline's do,
  metadata, navigation and a style in the page included, and their data the same fields; what is the same for two tools is
  written once, in strings (tests/bench/sites/shared/). They take part in full builds only.

  Dateline still writes more: a search index with its page, share images, files for hosting, icons, styles and scripts, two
  feeds for the month to come, llms.txt, a schema, a list of all feeds, and the pages About, Subscribe, Catch up and Not
  found; and it has checked every issue. “written”, “of files” and “in all” tell how much that is.

  A build that lacks a file of those that its row writes fails here; only which sources there are is not looked at.
  Astro may take ${astroMegabytes / 1024} GB for its objects, whatever Node allows by itself, and its collection does not keep the Markdown beside
  the HTML: with both, Astro 7 ran out of memory at 10,000 issues.

  time      from the start of the program to its end; from, to: the fastest and the slowest run
  CPU time  the work of all processors, the programs included that a build starts
  memory    the most at one time of all processes of a build, looked at every ${sampleTime} ms; what they share counts for each
  written   files that are new or were written again, of how many, how large all of them and an average page are
  ÷         the row's time divided by that tool's
  “${withoutSearch.trim().slice(1, -1)}” is a full build that finds the search index made and nothing else: the difference is the index's own time.`;
