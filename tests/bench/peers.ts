import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { carriers } from '../../src/press/style.ts';
import { root } from '../command/run.ts';
import { listAll, listShared } from './census.ts';
import type { CorpusIssue } from './corpus.ts';
import { writeIssue } from './markdown.ts';
import { nameOf, type Tool } from './tool.ts';

/** Hugo, where the shell finds it. */
export function openHugo(): Tool | undefined {
  const { status, stdout } = spawnSync('hugo', ['version'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  return {
    name: 'Hugo',
    version: /v(\d[\d.]*)/.exec(stdout)?.[1] ?? 'unknown',
    prepare: (folder) => copySite('hugo', folder),
    // A section for each year, so that its page is Hugo's own list of it.
    place: (issue) => ({
      name: `content/${nameOf(issue)}`,
      text: writeIssue(issue, [titleLine(issue), `url: ${addressOf(issue)}`], ''),
    }),
    build: (folder) => ({ program: 'hugo', words: ['--quiet'], folder }),
    mustWrite: listShared,
    output: 'public',
    leftovers: ['public', 'resources', '.hugo_build.lock'],
  };
}

/** Eleventy, where it is installed below a folder: with what all tools write, and with all pages. */
export function openEleventy(home: string): Tool[] {
  const own = path.join(home, 'node_modules/@11ty/eleventy');
  if (!existsSync(path.join(own, 'cmd.cjs'))) return [];
  const eleventy: Tool = {
    name: 'Eleventy',
    version: versionOf(own),
    prepare: (folder) => {
      copySite('eleventy', folder);
      copyShared(folder);
    },
    place: (issue) => ({
      name: `content/issues/${nameOf(issue)}`,
      text: writeIssue(issue, [titleLine(issue), dayLine(issue), `permalink: ${addressOf(issue)}`], ''),
    }),
    build: (folder) => ({
      program: process.execPath,
      words: [path.join(own, 'cmd.cjs'), '--quiet', '--output=dist'],
      folder,
    }),
    mustWrite: listShared,
    output: 'dist',
    leftovers: ['dist', '.cache'],
  };
  return [eleventy, writeAll(eleventy)];
}

/**
 * Astro as one uses it, issues in a content collection, read by its loader of files: with what all tools write, and with all
 * pages.
 */
export function openAstro(): Tool[] {
  const modules = path.join(root, 'node_modules');
  const astro: Tool = {
    name: 'Astro',
    version: versionOf(path.join(modules, 'astro')),
    prepare: (folder) => {
      copySite('astro', folder);
      copyShared(folder);
      symlinkSync(modules, path.join(folder, 'node_modules'), 'junction');
    },
    place: (issue) => ({
      name: `content/issues/${nameOf(issue)}`,
      text: writeIssue(issue, [titleLine(issue), dayLine(issue)], ''),
    }),
    build: (folder) => ({
      program: process.execPath,
      words: [path.join(modules, 'astro/bin/astro.mjs'), 'build', '--silent'],
      folder,
      environment: { NODE_OPTIONS: `--max-old-space-size=${astroMegabytes}` },
    }),
    mustWrite: listShared,
    output: 'dist',
    leftovers: ['dist', 'cache', '.astro'],
  };
  return [astro, writeAll(astro)];
}

/** What Astro's objects may take: Node by itself allows less on a small machine, and Astro is not measured by that. */
export const astroMegabytes = 12_288;

/** What is said of a tool whose site has all that Dateline's has, but for what no other tool makes. */
export const allPages = 'all pages';

/** A tool whose site has the pages, data and feeds of Dateline, too: the templates for it wait for a variable. */
function writeAll(tool: Tool): Tool {
  return {
    ...tool,
    name: `${tool.name}, ${allPages}`,
    build: (folder, days) => {
      const job = tool.build(folder, days);
      return { ...job, environment: { ...job.environment, BENCH_PAGES: 'all' } };
    },
    mustWrite: listAll,
    fullOnly: true,
  };
}

/** What the sites of two tools have in common, with a style as long as the one in Dateline's pages: its own, with less white space. */
function copyShared(folder: string): void {
  const shared = path.join(folder, 'shared');
  copySite('shared', shared);
  const files = new Set(carriers.map((template) => path.join(root, 'src/templates', `${template}.astro`)));
  const styles: string[] = [];
  // What is added comes later in the same loop.
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (const [, style = ''] of text.matchAll(/<style>(.*?)<\/style>/gs)) styles.push(style);
    for (const [, name = ''] of text.matchAll(/^import .*'(\.+\/.+\.(?:astro|css))';$/gm)) {
      const other = path.resolve(path.dirname(file), name);
      if (other.endsWith('.css')) styles.push(readFileSync(other, 'utf8'));
      else files.add(other);
    }
  }
  writeFileSync(
    path.join(shared, 'style.css'),
    styles
      .join('')
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s*([{};,])\s*/g, '$1'),
  );
}

function copySite(name: string, folder: string): void {
  cpSync(path.join(import.meta.dirname, 'sites', name), folder, { recursive: true });
}

function versionOf(folder: string): string {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
}

/** `title: Monday — March 23, 2026` */
function titleLine({ date }: CorpusIssue): string {
  const day = Temporal.PlainDate.from(date);
  const weekday = day.toLocaleString('en', { weekday: 'long' });
  return `title: ${weekday} — ${day.toLocaleString('en', { dateStyle: 'long' })}`;
}

/** The date once more as a text: `date` itself is read as an instant. */
function dayLine({ date }: CorpusIssue): string {
  return `day: '${date}'`;
}

function addressOf({ date }: CorpusIssue): string {
  return `/${date.replaceAll('-', '/')}/`;
}
