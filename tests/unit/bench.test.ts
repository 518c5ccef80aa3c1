import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { hasError } from '../../src/issue/message.ts';
import { parseIssue } from '../../src/issue/parse.ts';
import { countFiles, listAll, listShared, type Census } from '../bench/census.ts';
import { formatChart } from '../bench/chart.ts';
import { createIssue, sectionNames } from '../bench/corpus.ts';
import { openDateline } from '../bench/dateline.ts';
import { median, writeBytes, writeRatio, writeSeconds } from '../bench/numbers.ts';
import { readOptions, type Peer, type Scenario } from '../bench/options.ts';
import { openAstro } from '../bench/peers.ts';
import { createRandom } from '../bench/random.ts';
import { formatCharts, formatGrowth, formatResults } from '../bench/report.ts';
import { runRounds, type Result } from '../bench/rounds.ts';
import { BenchSite } from '../bench/site.ts';
import { gatherArchive, type Issue } from '../bench/sites/shared/archive.ts';
import { formatTable } from '../bench/table.ts';
import type { Tool } from '../bench/tool.ts';
import { root, shell, temporaryFolder } from '../command/run.ts';

describe('the corpus', () => {
  const size = 400;
  const issues = Array.from({ length: size }, (_, place) => createIssue(place, size, 1));

  test('is the same for a seed, and another for another', () => {
    expect(createIssue(7, size, 1)).toEqual(issues[7]);
    expect(createIssue(7, size, 2)).not.toEqual(issues[7]);
  });

  test('ends on 2026-03-23, and a small archive is the end of a large one', () => {
    expect(issues[0]?.date).toBe('2025-02-17');
    expect(issues.at(-1)?.date).toBe('2026-03-23');
    expect(new Set(issues.map(({ date }) => date)).size).toBe(size);
    expect(createIssue(99, 100, 1)).toEqual(issues.at(-1));
    expect(createIssue(size, size, 1).date).toBe('2026-03-24');
  });

  test('has 15 items in three sections and about 1,000 words an issue', () => {
    for (const { sections } of issues) {
      expect(sections.map(({ name, items }) => [name, items.length])).toEqual(sectionNames.map((name) => [name, 5]));
    }
    const words = issues.flatMap(({ sections }) =>
      sections.flatMap(({ items }) => items.flatMap(({ title, summary }) => `${title} ${summary}`.split(' '))),
    );
    expect(words.length / size).toBeGreaterThan(950);
    expect(words.length / size).toBeLessThan(1050);
  });

  test('links few sites often and many once, and goes on with stories that ran before', () => {
    const items = issues.flatMap(({ sections }) => sections.flatMap(({ items }) => items));
    const hosts = [...Map.groupBy(items, ({ link }) => new URL(link).host)].map(([host, { length }]) => ({
      host,
      length,
    }));
    hosts.sort((a, b) => b.length - a.length);
    expect(
      hosts
        .slice(0, 2)
        .map(({ host }) => host)
        .sort(),
    ).toEqual(['arxiv.org', 'github.com']);
    expect(hosts.filter(({ length }) => length === 1).length).toBeGreaterThan(hosts.length / 3);

    const seen = new Set<string>();
    for (const { link, isFollowup } of items) {
      expect(seen.has(link), link).toBe(isFollowup);
      seen.add(link);
    }
    expect(items.filter(({ isFollowup }) => isFollowup).length).toBeGreaterThan(0);
  });

  test('is without a message, however long', () => {
    const { place } = openDateline();
    const newsletter = { sections: sectionNames.map((name) => ({ name })) };
    for (const issue of issues.slice(-60)) {
      const { name, text } = place(issue);
      const file = new VFile({ path: name, value: text });
      expect(parseIssue(file, newsletter).issue?.sections.flatMap(({ items }) => items)).toHaveLength(15);
      expect(hasError(file), String(file.messages[0])).toBe(false);
      expect(file.messages).toEqual([]);
    }
  });
});

describe('random numbers', () => {
  test('spread evenly, and ranks fall off', () => {
    const random = createRandom(1, 2);
    const numbers = Array.from({ length: 10_000 }, random.next);
    expect(Math.abs(numbers.reduce((sum, number) => sum + number, 0) / numbers.length - 0.5)).toBeLessThan(0.02);
    const ranks = Array.from({ length: 10_000 }, () => random.rank(1000));
    expect(Math.max(...ranks)).toBeLessThan(1000);
    const times = (rank: number) => ranks.filter((other) => other === rank).length;
    expect(times(0)).toBeGreaterThan(times(1));
    expect(times(1)).toBeGreaterThan(times(9));
    expect(times(9)).toBeGreaterThan(0);
  });
});

describe('the numbers', () => {
  test('have a median', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([10, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });

  test('are written with three digits', () => {
    expect([0.0449, 8.2, 9.999, 12.34, 1250].map(writeSeconds)).toEqual([
      '0.04 s',
      '8.20 s',
      '10.0 s',
      '12.3 s',
      '1,250 s',
    ]);
    expect([833_600, 1_200_000, 2.5e9].map(writeBytes)).toEqual(['834 KB', '1.20 MB', '2.50 GB']);
    expect(writeRatio(1, 4)).toBe('0.25');
  });
});

test('counts files, those that were written again, and the size of a page', () => {
  const before: Census = new Map([
    ['index.html', { bytes: 100, state: '1 10' }],
    ['2026/index.html', { bytes: 300, state: '2 10' }],
  ]);
  const now: Census = new Map([
    ...before,
    ['index.html', { bytes: 200, state: '3 20' }],
    ['rss.xml', { bytes: 50, state: '4 20' }],
  ]);
  expect(countFiles(before, now)).toEqual({ files: 3, written: 2, pages: 2, pageBytes: 250, bytes: 550 });
});

test('lists what every tool has to write', () => {
  expect(listShared(['2025-12-31', '2026-01-01'])).toEqual([
    'index.html',
    'archive/index.html',
    'rss.xml',
    '2025/index.html',
    '2026/index.html',
    '2025/12/31/index.html',
    '2026/01/01/index.html',
  ]);
});

test('lists what Dateline has to write, and every tool that writes all pages', () => {
  const dates = ['2025-12-31', '2026-01-01'];
  const all = listAll(dates);
  expect(all.slice(0, 7)).toEqual(listShared(dates));
  expect(all.slice(7)).toEqual([
    ...['atom.xml', 'feed.json'],
    ...['items', 'news', 'research', 'code'].flatMap((folder) =>
      ['rss.xml', 'atom.xml', 'feed.json'].map((file) => `${folder}/${file}`),
    ),
    ...['sources/index.html', 'archive.json', 'sitemap-index.xml', 'sitemap-0.xml'],
    ...['2025/issues.json', 'sitemap-2025.xml', '2026/issues.json', 'sitemap-2026.xml'],
    ...['2025/12/index.html', '2025/12/rss.xml', '2025/12/atom.xml'],
    ...['2026/01/index.html', '2026/01/rss.xml', '2026/01/atom.xml'],
    ...['news/index.html', 'news/2025/12/index.html'],
    ...['research/index.html', 'research/2025/12/index.html'],
    ...['code/index.html', 'code/2025/12/index.html'],
    ...['2025/12/31.md', '2025/12/31.json', '2026/01/01.md', '2026/01/01.json'],
  ]);
});

describe('what other tools list for all pages', () => {
  const createDay = (day: string, links: readonly string[]): Issue => ({
    day,
    title: day,
    tagline: 'News.',
    url: `/${day.replaceAll('-', '/')}/`,
    body: ['## News', ...links.map((link, at) => `### [Story ${at}](${link})\n\nText ${at}.`)].join('\n\n'),
    ids: ['news', ...links.map((_, at) => `story-${at}`)],
    readHtml: () =>
      ['<h2 id="news">News</h2>', ...links.map((_, at) => `<h3 id="story-${at}">Story</h3>\n<p>Text ${at}.</p>`)].join(
        '\n',
      ),
  });
  const few = ['https://www.few.example.com/a', 'https://few.example.com/b', 'https://few.example.com/c'];
  const many = Array.from({ length: 26 }, (_, at) => `https://many.example.com/${at}`);
  const archive = gatherArchive([
    createDay('2026-02-01', many),
    createDay('2026-01-31', few),
    createDay('2025-12-31', [...many, 'https://rare.example.com/']),
  ]);

  test('leads from story to story’s place on the page of its issue', () => {
    expect(archive.entries[1]?.stories.map(({ url, host }) => [url, host])).toEqual([
      ['/2026/01/31/#story-0', 'few.example.com'],
      ['/2026/01/31/#story-1', 'few.example.com'],
      ['/2026/01/31/#story-2', 'few.example.com'],
    ]);
  });

  test('has the newest month of a section at the address of the section', () => {
    expect(archive.sectionPages.map(({ url, others }) => [url, others.map((other) => other.url)])).toEqual([
      ['/news/', ['/news/2026/01/']],
      ['/news/2026/01/', ['/news/', '/news/2025/12/']],
      ['/news/2025/12/', ['/news/2026/01/']],
    ]);
  });

  test('has a page for each source of three stories, and one for each year of a source of many', () => {
    expect(archive.sourcePages.map(({ url, stories }) => [url, stories.length])).toEqual([
      ['/sources/many.example.com/', 26],
      ['/sources/many.example.com/2025/', 26],
      ['/sources/few.example.com/', 3],
    ]);
  });

  test('has feeds of issues, stories, sections and months, each entry with its text', () => {
    expect(archive.feeds.map(({ folder, entries }) => [folder, entries.length])).toEqual([
      ['/', 3],
      ['/items/', 56],
      ['/news/', 56],
      ['/2026/02/', 1],
      ['/2026/01/', 1],
      ['/2025/12/', 1],
    ]);
    expect(archive.feeds[1]?.entries[27]?.readHtml()).toBe('<p>Text 1.</p>\n');
  });

  test('names every page in the site map of its year', () => {
    expect(archive.siteMaps.map(({ name, urls }) => [name, urls.length])).toEqual([
      ['0', 6],
      ['2026', 6],
      ['2025', 5],
    ]);
  });
});

test('Astro writes the same pages as Dateline, and their links lead somewhere', async () => {
  const tool = openAstro().find(({ fullOnly }) => fullOnly);
  if (!tool) return expect.unreachable('no Astro with all pages');
  const folder = path.join(temporaryFolder(), tool.name);
  // Fails where one of `listAll` is missing.
  await new BenchSite(tool, folder, 40, 1).build(0);
  const read = (name: string) => readFileSync(path.join(folder, 'dist', name), 'utf8');
  for (const list of ['2026/03/index.html', 'news/2026/02/index.html', 'sources/arxiv.org/index.html']) {
    const links = [...read(list).matchAll(/href="(\/\d{4}\/\d\d\/\d\d\/)#([^"]+)"/g)];
    expect(links.length, list).toBeGreaterThan(50);
    for (const [, page = '', id = ''] of links) expect(read(`${page}index.html`)).toContain(` id="${id}"`);
  }
});

describe('the report', () => {
  const count = { files: 24, written: 20, pages: 22, pageBytes: 9680, bytes: 437_000 };
  const result = (name: string, size: number, seconds: number[]): Result => ({
    scenario: 'full',
    size,
    name,
    costs: seconds.map((each) => ({ seconds: each, work: each * 1.5, memory: each * 1e8 })),
    count,
  });

  test('gives medians, ranges and ratios', () => {
    expect(formatResults([result('Dateline', 1000, [2, 1, 4]), result('Hugo', 1000, [4, 5, 3])]))
      .toMatchInlineSnapshot(`
      "Full build without any cache, 1,000 issues, medians of 3 runs

                    time    from      to  CPU time  memory  written  of files  in all   a page  ÷ Hugo
        Dateline  2.00 s  1.00 s  4.00 s    3.00 s  200 MB       20        24  437 KB  9.68 KB    0.50
        Hugo      4.00 s  3.00 s  5.00 s    6.00 s  400 MB       20        24  437 KB  9.68 KB    1.00"
    `);
  });

  test('says which numbers are of one run, and which are unknown', () => {
    const { count, ...check } = result('cold', 1000, []);
    expect(formatResults([{ ...check, scenario: 'check', costs: [{ seconds: 2 }] }])).toMatchInlineSnapshot(`
      "npm run check, 1,000 issues, one run

                time  CPU time  memory
        cold  2.00 s         –       –"
    `);
  });

  test('tells how cost grows with the archive', () => {
    const results = [result('Dateline', 100, [1]), result('Hugo', 100, [1]), result('Dateline', 1000, [5])];
    expect(formatGrowth(results)).toMatchInlineSnapshot(`
      "Growth with the archive

                              issues     ×  time ×  memory ×
        full: Dateline  100 to 1,000  10.0    5.00      5.00"
    `);
    expect(formatGrowth(results.slice(0, 2))).toBe('');
  });

  test('charts builds before commands, and only where sizes can be compared', () => {
    const check: Result = { ...result('cold', 1000, [1]), scenario: 'check' };
    const charts = formatCharts([check, result('Dateline', 1000, [5]), result('Dateline', 100, [1])]);
    expect(charts.match(/^\S.*/gm)).toEqual([
      'Full build without any cache: seconds by the size of the archive',
      'npm run check: seconds by the size of the archive',
    ]);
    expect(charts.indexOf('1.00 s')).toBeLessThan(charts.indexOf('5.00 s'));
    expect(formatCharts([check, result('Dateline', 1000, [5])])).toBe('');
  });

  test('draws bars on one scale', () => {
    const bars = [
      { size: 100, name: 'Dateline', seconds: 1 },
      { size: 100, name: 'Hugo', seconds: 0.5 },
      { size: 1000, name: 'Dateline', seconds: 5 },
    ];
    expect(formatChart('Full build', bars)).toMatchInlineSnapshot(`
      "Full build

          100  Dateline ██████████ 1.00 s
               Hugo     █████ 0.50 s

        1,000  Dateline ██████████████████████████████████████████████████ 5.00 s"
    `);
  });

  test('stands in columns', () => {
    expect(formatTable([['', 'time'], ['Dateline', '2 s'], ['Hugo']])).toBe(
      '            time\n  Dateline   2 s\n  Hugo',
    );
  });
});

describe('rounds', () => {
  /** A small generator of sites: it writes what is missing, and keeps what it would look up in a search index. */
  const script = `
    const { existsSync, mkdirSync, readdirSync, writeFileSync } = require('node:fs');
    const write = (name) => {
      mkdirSync(name.replace(/[^/]*$/, ''), { recursive: true });
      if (!existsSync(name)) writeFileSync(name, 'text');
    };
    const days = readdirSync('content').map((name) => name.slice(0, 10).replaceAll('-', '/'));
    for (const name of ['index.html', 'archive/index.html', 'rss.xml']) write('out/' + name);
    for (const day of days) { write('out/' + day + '/index.html'); write('out/' + day.slice(0, 4) + '/index.html'); }
    write('cache/search/index');
    if (!existsSync('cache/pages')) writeFileSync('cache/pages', '');
  `;
  const createTool = (name: string, program = script): Tool => ({
    name,
    version: '1',
    prepare: () => {},
    place: ({ date }) => ({ name: `content/${date}.md`, text: date }),
    build: (folder) => ({ program: process.execPath, words: ['-e', program], folder }),
    mustWrite: listShared,
    output: 'out',
    leftovers: ['out', 'cache'],
    ...(name === 'Dateline' && { searchIndex: 'cache/search' }),
  });
  const options = { ...readOptions([]), sizes: [10], runs: 2, seed: 1, peers: new Set<Peer>() };

  test('measure each tool in each round, and count what a build wrote', async () => {
    const steps: string[] = [];
    const results = await runRounds(
      { dateline: createTool('Dateline'), peers: [createTool('Peer')] },
      10,
      { ...options, only: new Set(['full', 'add', 'same']) },
      temporaryFolder(),
      { onStep: (step) => steps.push(step), onFailure: (message) => expect.unreachable(message) },
    );
    expect(results.map(({ scenario, name, costs, count }) => [scenario, name, costs.length, count?.written])).toEqual([
      ['full', 'Dateline', 2, 14],
      ['full', 'Dateline (search kept)', 2, 14],
      ['add', 'Dateline', 2, 1],
      ['same', 'Dateline', 2, 0],
      ['full', 'Peer', 2, 14],
      ['add', 'Peer', 2, 1],
      ['same', 'Peer', 2, 0],
    ]);
    expect(steps.slice(2, 4)).toEqual(['Dateline: full, run 1 of 2', 'Peer: full, run 1 of 2']);
    expect(steps.slice(9, 11)).toEqual(['Peer: full, run 2 of 2', 'Dateline: full, run 2 of 2']);
  });

  test('add an issue on the day after the full build', async () => {
    const tool = createTool('Dateline');
    const days: number[] = [];
    const build: Tool['build'] = (folder, day) => {
      days.push(day);
      return tool.build(folder, day);
    };
    await runRounds(
      { dateline: { ...tool, build }, peers: [] },
      10,
      { ...options, runs: 1, only: new Set(['full', 'add', 'same']) },
      temporaryFolder(),
      { onStep: () => {}, onFailure: (message) => expect.unreachable(message) },
    );
    expect(days).toEqual([0, 0, 1, 1]);
  });

  test('have Dateline and its threads believe that it is another day', () => {
    const [option = ''] = openDateline().build(temporaryFolder(), 3).words;
    const script = path.join(temporaryFolder(), 'tell.mjs');
    writeFileSync(
      script,
      `import { isMainThread, Worker } from 'node:worker_threads';
      console.log(Date.now());
      if (isMainThread) new Worker(new URL(import.meta.url));`,
    );
    const { stdout } = spawnSync(process.execPath, [option, script], { env: shell(), encoding: 'utf8' });
    const days = stdout
      .trim()
      .split('\n')
      .map((time) => Math.round((Number(time) - Date.now()) / (24 * 60 * 60 * 1000)));
    expect(days).toEqual([3, 3]);
    expect(openDateline().build(temporaryFolder(), 0).words[0]).toBe('src/cli/main.ts');
  });

  test('have a tool that writes all pages in full builds only, and none that lacks one of them', async () => {
    const failures: string[] = [];
    const whole = (name: string, mustWrite: Tool['mustWrite']) => ({ ...createTool(name), mustWrite, fullOnly: true });
    const measure = async (only: readonly Scenario[]) => {
      const peers = [createTool('Peer'), whole('Peer, all pages', listShared), whole('Short, all pages', listAll)];
      const results = await runRounds(
        { dateline: createTool('Dateline'), peers },
        10,
        { ...options, runs: 1, only: new Set(only) },
        temporaryFolder(),
        { onStep: () => {}, onFailure: (message) => failures.push(message) },
      );
      return results.map(({ scenario, name }) => `${scenario}: ${name}`);
    };
    expect(await measure(['add', 'same'])).toEqual(['add: Dateline', 'same: Dateline', 'add: Peer', 'same: Peer']);
    expect(failures).toEqual([]);
    expect(await measure(['full', 'add'])).toEqual([
      'full: Dateline',
      'full: Dateline (search kept)',
      'add: Dateline',
      'full: Peer',
      'add: Peer',
      'full: Peer, all pages',
    ]);
    expect(failures).toEqual([
      expect.stringMatching(/^Short, all pages is left out .* did not write atom\.xml, feed\.json/),
    ]);
  });

  test('go on without a tool that fails, or that does not write what all do', async () => {
    const failures: string[] = [];
    const results = await runRounds(
      {
        dateline: createTool('Dateline'),
        peers: [createTool('Failing', 'console.log("no memory"); process.exit(3)'), createTool('Lazy', '')],
      },
      10,
      { ...options, only: new Set(['add']) },
      temporaryFolder(),
      { onStep: () => {}, onFailure: (message) => failures.push(message) },
    );
    expect(results.map(({ name, costs }) => [name, costs.length])).toEqual([['Dateline', 2]]);
    expect(failures).toEqual([
      expect.stringMatching(/^Failing is left out from here on\. .* ended with 3:\nno memory\n$/),
      'Lazy is left out from here on. Lazy did not write index.html, archive/index.html, rss.xml, 2026/index.html, 2026/03/14/index.html',
    ]);
  });
});

describe('the options', () => {
  test('are three runs of three sizes, or a quick run', () => {
    expect(readOptions([])).toMatchObject({ sizes: [100, 1000, 10_000], runs: 3, seed: 1 });
    expect(readOptions(['--quick'])).toMatchObject({ sizes: [25, 100], runs: 1 });
    expect(readOptions(['--quick', '--runs', '5'])).toMatchObject({ sizes: [25, 100], runs: 5 });
    expect(readOptions(['--issues', '200,50,200', '--only', 'add,dev'])).toMatchObject({
      sizes: [50, 200],
      only: new Set(['add', 'dev']),
      peers: new Set(['hugo', 'eleventy', 'astro']),
    });
    expect(readOptions(['--peers', 'none'])?.peers.size).toBe(0);
    expect(readOptions(['--peers', 'astro,hugo'])?.peers).toEqual(new Set(['astro', 'hugo']));
    expect(readOptions(['--help'])).toBeUndefined();
  });

  test.each([
    [['--issues', '5'], 'Unexpected `--issues` `5`, expected a number from 10 to 20000'],
    [['--runs', 'many'], 'Unexpected `--runs` `many`, expected a number from 1 to 100'],
    [['--only', 'ful'], 'Unexpected `--only` `ful`, expected `full`, `add`, `same`, `check` or `dev`'],
    [['--peers', 'jekyll'], 'Unexpected `--peers` `jekyll`, expected `hugo`, `eleventy` or `astro`'],
    [['--memory', '--dir', '/tmp'], 'Unexpected `--memory`, expected it without `--dir`'],
    [['--fast'], 'Unexpected `--fast`, expected options as `--help` shows them'],
  ])('refuse %j', (words, message) => {
    expect(() => readOptions(words)).toThrow(message);
  });
});

describe('npm run bench', () => {
  async function runBench(words: string[]): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, ['tests/bench/main.ts', ...words], { cwd: root, env: shell() });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, output };
  }

  test('explains itself, and refuses a wrong use', async () => {
    const help = await runBench(['--help']);
    expect(help.code).toBe(0);
    expect(help.output).toContain('npm install @11ty/eleventy@3 --prefix DIR');
    const wrong = await runBench(['--eleventy', '/nowhere']);
    expect(wrong.code).toBe(2);
    expect(wrong.output).toContain('Unexpected `--eleventy` `/nowhere`, expected where it is installed');
  });

  test('measures in a folder of its own, and takes that away in the end', async () => {
    const folder = temporaryFolder();
    const { code, output } = await runBench(['--issues', '10', '--runs', '1', '--only', 'check', '--dir', folder]);
    expect(code, output).toBe(0);
    expect(output).toMatch(
      /npm run check, 10 issues, one run\n\n +time .*\n +cold +[\d.]+ s .*\n +warm +[\d.]+ s .*\n +the parse alone +[\d.]+ s .*\n +remark alone +[\d.]+ s/,
    );
    expect(output).toContain(`Node       ${process.version}`);
    expect(readdirSync(folder)).toEqual([]);
  });
});
