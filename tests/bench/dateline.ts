import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { day } from '../../src/issue/store.ts';
import { root } from '../command/run.ts';
import { listAll } from './census.ts';
import { sectionNames } from './corpus.ts';
import { writeIssue } from './markdown.ts';
import { nameOf, type Job, type Tool } from './tool.ts';

/** Dateline as it stands in this folder. */
export function openDateline(): Tool {
  return {
    name: 'Dateline',
    version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version,
    prepare: (folder) => {
      mkdirSync(path.join(folder, 'content'), { recursive: true });
      writeFileSync(path.join(folder, 'content/newsletter.yaml'), settings);
      writeFileSync(path.join(folder, 'content/about.md'), '# About\n\nA newsletter to measure with.\n');
    },
    place: (issue) => ({ name: `content/issues/${nameOf(issue)}`, text: writeIssue(issue, [], ' {followup}') }),
    build: (folder, days) => {
      const job = runCommand(folder, ['build', '--outDir', path.join(folder, 'dist')]);
      return days > 0 ? { ...job, words: [putClockOn(days), ...job.words] } : job;
    },
    mustWrite: listAll,
    output: 'dist',
    leftovers: ['dist', '.dist.spare', 'cache'],
    searchIndex: 'cache/search',
  };
}

/** A command of Dateline on the content of a folder. */
export function runCommand(folder: string, words: string[], cache?: string): Job {
  return runProgram('src/cli/main.ts', folder, words, cache);
}

/** The parsing of the issues of a folder, and nothing else. */
export function runParse(folder: string, cache: string): Job {
  return runProgram('tests/bench/parse.ts', folder, [], cache);
}

/** The same by the library alone, which keeps nothing. */
export function runRemark(folder: string): Job {
  return runProgram('tests/bench/remark.ts', folder, []);
}

function runProgram(program: string, folder: string, words: string[], cache = 'cache'): Job {
  return {
    program: process.execPath,
    words: [program, ...words],
    folder: root,
    environment: {
      CONTENT_DIR: path.join(folder, 'content'),
      CACHE_DIR: path.join(folder, cache),
      // The day of the issue that is added.
      DATELINE_NOW: '2026-03-24T18:00:00Z',
    },
  };
}

/** The option by which a program of Node, and each of its threads, takes it for some days later. */
function putClockOn(days: number): string {
  const script = `Date.now = ((now) => () => now() + ${days * day})(Date.now)`;
  return `--import=data:text/javascript,${encodeURIComponent(script)}`;
}

const settings = `id: bench.example.com
title: The Bench
description: An archive of issues.
url: https://bench.example.com/
language: en
timeZone: America/New_York
publishAt: 06:00
sections:
${sectionNames.map((name) => `  - name: ${name}\n    path: ${name.toLowerCase()}\n    description: ${name} of the day.`).join('\n')}
author:
  name: The editors
`;
