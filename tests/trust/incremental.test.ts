import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, digestTree, now, Project, writeIssue } from './project.ts';

const dates = [
  '2023-12-29',
  '2025-11-28',
  '2025-12-30',
  '2026-02-27',
  '2026-03-18',
  '2026-03-19',
  '2026-03-20',
  '2026-03-23',
];
const later = ['2025-11-27', '2026-01-02', '2026-03-17', '2026-03-24', '2026-03-25'];

/** Something that an editor, an owner or a developer does between two builds. */
type Edit = { kind: (typeof kinds)[number]; at: number; word: string };

const kinds = [
  'add an issue',
  'change an issue',
  'change a title',
  'delete an issue',
  'rename an issue',
  'make a draft',
  'add stories of a source',
  'follow up a story',
  'change the settings',
  'rename a section',
  'change the About page',
  'change the theme',
  'change a copied file',
  'change a template',
  'wait a day',
] as const;

const edits: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.nat(100),
  word: fc.constantFrom('Second', 'Third', 'Fourth'),
});

function carryOut(project: Project, { kind, at, word }: Edit): void {
  const known = project.dates;
  const date = known[at % known.length] ?? '';
  const file = `content/issues/${date}.md`;
  const free = later.find((other) => !known.includes(other));
  const replace = (name: string, from: string | RegExp, to: string) =>
    project.write(name, project.read(name).replace(from, to));
  switch (kind) {
    case 'add an issue':
      if (free === undefined) return;
      project.write(`content/issues/${free}.md`, writeIssue(free, word));
      return project.read('content/newsletter.yaml').includes('name: Tools')
        ? replace(`content/issues/${free}.md`, /^## Code$/m, '## Tools')
        : undefined;
    case 'change an issue':
      return replace(file, /\w+ words on it/, `${word} words on it`);
    case 'change a title':
      return replace(file, /\[\w+ News/, `[${word} News`);
    case 'delete an issue':
      return known.length < 4 ? undefined : project.remove(file);
    case 'rename an issue':
      if (free === undefined) return;
      project.write(`content/issues/${free}.md`, project.read(file).replaceAll(date, free));
      return project.remove(file);
    case 'make a draft':
      return project.read(file).includes('draft: true')
        ? undefined
        : replace(file, 'tagline:', 'draft: true\ntagline:');
    case 'add stories of a source':
      // After two of these the source has a page for each year.
      return project.read(file).includes('busy') ? undefined : project.append(file, writeStories(date));
    case 'follow up a story': {
      const link = `https://host0.example.org/${known[word.length % known.length]}`;
      const isThere = project.read(file).includes(`${link})`);
      return isThere ? undefined : project.append(file, `\n### [Run of ${word}](${link}) {followup}\n\nAgain.\n`);
    }
    case 'change the settings':
      return replace('content/newsletter.yaml', /^title:.*$/m, `title: The ${word} newsletter`);
    case 'rename a section':
      for (const other of known) replace(`content/issues/${other}.md`, /^## (?:Code|Tools)$/m, '## Tools');
      return replace('content/newsletter.yaml', /name: Code\b/, 'name: Tools');
    case 'change the About page':
      return project.write('content/about.md', `# About\n\n${word} words.\n`);
    case 'change the theme':
      return project.write('content/theme.css', `:root { --rail: 1${at % 10}rem }\n`);
    case 'change a copied file':
      return project.write(`public/${word}.txt`, `${at}`);
    case 'change a template':
      return replace('src/templates/Year.astro', /, \w+ first\./, `, ${word.toLowerCase()} first.`);
    case 'wait a day':
      return;
  }
}

function writeStories(date: string): string {
  const stories = Array.from(
    { length: 26 },
    (_, at) => `\n### [Busy ${at} of ${date}](https://busy.example.com/${date}/${at})\n\nWords.\n`,
  );
  return stories.join('');
}

test('after any edits a build makes the same bytes as one that begins anew', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edits, { minLength: 1, maxLength: 3 }), { minLength: 7, maxLength: 7 }),
      async (steps) => {
        const project = new Project(dates);
        expect(await project.build()).toMatchObject({ code: 0, errors: '' });
        let time = Temporal.Instant.from(now);
        for (const step of steps) {
          for (const edit of step) {
            carryOut(project, edit);
            if (edit.kind === 'wait a day') time = time.add({ hours: 24 });
          }
          const environment = { DATELINE_NOW: time.toString() };
          expect(await project.build([], environment)).toMatchObject({ code: 0, errors: '' });
          expect(differences(digestTree(project.dist), await project.buildAnew(environment))).toEqual([]);
        }
      },
    ),
    { numRuns: 1, endOnFailure: true },
  );
});

test('a change in one year brings to the pages of others what they show of it', { timeout: 300_000 }, async () => {
  const project = new Project(dates);
  const [oldest, newest] = [0, dates.length - 1];
  const busy = (at: number) => carryOut(project, { kind: 'add stories of a source', at, word: 'Second' });
  const expectRight = async () => {
    expect(await project.build()).toMatchObject({ code: 0, errors: '' });
    expect(differences(digestTree(project.dist), await project.buildAnew())).toEqual([]);
  };
  await project.build();
  // With 52 stories it has a page for each year.
  busy(oldest);
  busy(1);
  await expectRight();
  expect(project.has('dist/sources/busy.example.com/2023/index.html')).toBe(true);
  // A newer year takes the source's own address, and the site maps of the others follow.
  busy(newest);
  await expectRight();
  expect(project.has('dist/sources/busy.example.com/2025/index.html')).toBe(true);
  // An old story leads to its follow-up. Of two files at one address the owner's gives way, also where a year is not looked at.
  carryOut(project, { kind: 'follow up a story', at: newest, word: 'Eightieth' });
  project.write('public/2025/11/28.md', 'The owner’s.');
  await expectRight();
  // All of it is taken back with the issues.
  project.remove(`content/issues/${dates[newest]}.md`);
  await expectRight();
  project.remove(`content/issues/${dates[oldest]}.md`);
  await expectRight();
  expect(project.has('dist/sources/busy.example.com/2025/index.html')).toBe(false);
});

test('a file that stays the same keeps its time, and only the others are told of', async () => {
  const project = new Project(dates);
  await project.build();
  const before = listTimes(project.dist);
  expect((await project.build()).output).toMatch(/^8 issues .*\ndist\/: \d+ files, nothing changed, in [\d.]+ s\n$/);
  expect(listTimes(project.dist)).toEqual(before);

  carryOut(project, { kind: 'change an issue', at: 1, word: 'Second' });
  const { output } = await project.build();
  const after = listTimes(project.dist);
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed).toContain('2025/11/28/index.html');
  expect(changed.filter((name) => /^(?:2026|about|archive|news|sources)\b.*html$/.test(name))).toEqual([]);
  expect(output).toContain(`${changed.length} changed, `);
});

test('without the record of the last build, what is the same stays untouched', async () => {
  const project = new Project(dates);
  await project.build();
  const before = listTimes(project.dist);
  const { output } = await project.build([], { CACHE_DIR: path.join(project.folder, 'other') });
  expect(output).toContain('nothing changed');
  expect(listTimes(project.dist)).toEqual(before);
});

function listTimes(folder: string): Record<string, number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names
      .map((name) => [name, statSync(path.join(folder, name))] as const)
      .filter(([, seen]) => seen.isFile())
      .map(([name, { mtimeMs }]) => [name, mtimeMs]),
  );
}
