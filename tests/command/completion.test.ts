import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frontMatterSchema } from '../../src/issue/schema.ts';
import { newsletterSchema } from '../../src/newsletter.ts';
import { createProject } from '../project.ts';
import { startProgram, type Program } from './language-server.ts';
import { root, run, shell, temporaryFolder } from './run.ts';

const folder = createProject();
const issue = 'content/issues/2026-03-23.md';
let watch: Watch;
let program: Program;

beforeAll(async () => {
  write(issue, '---\ndate: 2026-03-23\ntagline: 7\ntag-line: Words.\n\n---\n\n## News\n');
  watch = await startWatch();
  program = await startProgram(folder, ...readOffer());
  program.open(issue);
});

afterAll(() => {
  program?.close();
  watch?.close();
});

test('completes the keys that the front matter may still have, each with what it is', async () => {
  const { items = [] } = await program.ask('completion', issue, { line: 4, character: 0 });
  const found = Object.fromEntries(items.map(({ label, documentation }) => [label, documentation]));
  const { date, tagline, ...rest } = frontMatterSchema.shape;
  expect([date, tagline]).not.toContain(undefined);
  expect(found).toEqual(Object.fromEntries(Object.entries(rest).map(([key, schema]) => [key, schema.description])));
  expect(found['draft']).toBe('Whether the issue is kept back');
});

test('explains a key under the pointer', async () => {
  const { contents } = await program.ask('hover', issue, { line: 2, character: 3 });
  expect(contents?.value).toBe('One or two sentences on what is in the issue');
});

test('marks a value of another kind and an unknown key', async () => {
  const { items = [] } = await program.ask('diagnostic', issue);
  expect(items.map(({ message, range }) => [range.start.line, message]).sort()).toEqual([
    [2, 'Incorrect type. Expected "string".'],
    [3, 'Property tag-line is not allowed.'],
  ]);
});

test('knows an issue that is begun while the program runs', async () => {
  const name = 'content/issues/2026-03-27.md';
  const seen = watch.next();
  write(name, '---\ndate: 2026-03-27\n\n---\n');
  await seen;
  program.tellChanged(name, '.astro/collections/collections.json');
  program.open(name);
  const { items = [] } = await program.ask('completion', name, { line: 2, character: 0 });
  expect(items.map(({ label }) => label)).toContain('tagline');
});

test('completes the keys of the settings, each with what it is', async () => {
  const [command, line] = readSettingsOffer();
  const settings = readFileSync(path.join(folder, 'content/newsletter.yaml'), 'utf8');
  const text = `${line}\n${settings}rhythm: sometimes\n`;
  cpSync(path.join(root, '.vscode'), path.join(folder, '.vscode'), { recursive: true });
  const name = 'content/with-schema.yaml';
  write(name, text);
  const server = await startProgram(folder, command, {});
  try {
    server.open(name);
    const { items = [] } = await server.ask('completion', name, {
      line: text.split('\n').length - 1,
      character: 0,
    });
    const found = new Map(items.map(({ label, documentation }) => [label, documentation]));
    const { rhythm, ...rest } = newsletterSchema.shape;
    expect(rhythm).toBeDefined();
    const missing = Object.entries(rest).filter(([key]) => !new RegExp(`^${key}:`, 'm').test(settings));
    expect(missing.length).toBeGreaterThan(2);
    for (const [key, { description }] of missing) expect(found.get(key)).toContain(description);
    const explained = await server.ask('hover', name, { line: text.split('\n').length - 2, character: 2 });
    expect(explained.contents?.value.replaceAll('\\', '')).toContain(rhythm.description);
  } finally {
    server.close();
  }
});

test('an issue that `npm run new` begins is known at once', async () => {
  const { code, output } = await run(['new', '2026-04-02'], {}, '', folder);
  expect({ code, output }).toEqual({ code: 0, output: 'content/issues/2026-04-02.md:3:10\n' });
  const { entries } = JSON.parse(readFileSync(path.join(folder, '.astro/collections/collections.json'), 'utf8'));
  expect(Object.keys(entries).map((address) => path.basename(address))).toContain('2026-04-02.md');
});

test('leaves the project alone where the content is elsewhere', async () => {
  const elsewhere = temporaryFolder();
  cpSync(path.join(folder, 'content'), elsewhere, { recursive: true });
  const project = createProject();
  expect((await run(['new', '2026-04-03'], { CONTENT_DIR: elsewhere }, '', project)).code).toBe(0);
  expect(existsSync(path.join(project, '.astro'))).toBe(false);
});

/** What the README says of the settings: the server’s command, and the line that names their schema. */
function readSettingsOffer(): [string[], string] {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const [, command = '', line = ''] =
    /`(node_modules\/\.bin\/yaml-language-server .*?)` reads the line `(.*?)`/.exec(readme) ?? [];
  return [command.split(' '), line];
}

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

/** The command and the options with which the README offers the language server to any program. */
function readOffer(): [string[], unknown] {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const [, command = '', options = ''] =
    /^`(node_modules\/\.bin\/astro-ls .*?)` .*?```json\n(.*?)\n```/ms.exec(readme) ?? [];
  return [command.split(' '), JSON.parse(options)];
}

interface Watch {
  /** Waits for the end of the next check. */
  next: () => Promise<void>;
  close: () => void;
}

/** Starts what the task “Check while writing” runs. */
async function startWatch(): Promise<Watch> {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'check', '--watch'], { cwd: folder, env: shell() });
  const waiting: (() => void)[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('Watching for changes')) for (const resolve of waiting.splice(0)) resolve();
  });
  const next = () =>
    new Promise<void>((resolve, reject) => {
      waiting.push(resolve);
      child.on('exit', (code) => reject(new Error(`the check ended with ${code}`)));
    });
  await next();
  return { next, close: () => child.kill() };
}
