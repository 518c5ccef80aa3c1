import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from '../command/run.ts';
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
    output: 'public',
    leftovers: ['public', 'resources', '.hugo_build.lock'],
  };
}

/** Eleventy, where it is installed below a folder. */
export function openEleventy(home: string): Tool | undefined {
  const own = path.join(home, 'node_modules/@11ty/eleventy');
  if (!existsSync(path.join(own, 'cmd.cjs'))) return undefined;
  return {
    name: 'Eleventy',
    version: versionOf(own),
    prepare: (folder) => copySite('eleventy', folder),
    place: (issue) => ({
      name: `content/issues/${nameOf(issue)}`,
      text: writeIssue(issue, [titleLine(issue), dayLine(issue), `permalink: ${addressOf(issue)}`], ''),
    }),
    build: (folder) => ({
      program: process.execPath,
      words: [path.join(own, 'cmd.cjs'), '--quiet', '--output=dist'],
      folder,
    }),
    output: 'dist',
    leftovers: ['dist', '.cache'],
  };
}

/** Astro as one uses it: issues in a content collection, read by its loader of files. */
export function openAstro(): Tool {
  const modules = path.join(root, 'node_modules');
  return {
    name: 'Astro',
    version: versionOf(path.join(modules, 'astro')),
    prepare: (folder) => {
      copySite('astro', folder);
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
    }),
    output: 'dist',
    leftovers: ['dist', 'cache', '.astro'],
  };
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
