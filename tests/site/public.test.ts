import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, run } from '../command/run.ts';
import { createProject } from '../project.ts';

test('of the owner’s files, what cannot be part of the site is named, and all else is copied', async () => {
  const folder = createProject();
  const issue = 'issues/2026/2026-03-23.md';
  mkdirSync(path.join(folder, 'content/issues/2026'));
  cpSync(path.join(root, 'tests/fixtures/site', issue), path.join(folder, 'content', issue));
  const open = (name: string) => path.join(folder, 'public', name);
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(open(name)), { recursive: true });
    writeFileSync(open(name), text);
  };
  // Where the site has a file, a folder, and a file in the place of a folder.
  write('rss.xml', 'mine');
  write('2026', 'mine');
  write('atom.xml/notes.txt', 'mine');
  write('line\nfeed.txt', 'mine');
  write('robots.txt', 'mine');
  write('images/a.css', 'mine');
  write('images/a.css.gz', 'mine, too');
  writeFileSync(path.join(folder, 'elsewhere.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  symlinkSync('../elsewhere.svg', open('linked.svg'));
  const build = () => run(['build', '--compress'], { DATELINE_NOW: '2026-03-24T16:00:00Z' }, '', folder);

  const { code, output } = await build();
  expect(code).toBe(0);
  expect(
    output
      .split('\n')
      .filter((line) => line.includes('public/'))
      .sort(),
  ).toEqual([
    'left out: `public/2026` (the site has something of its own there)',
    'left out: `public/atom.xml/notes.txt` (the site has something of its own there)',
    'left out: `public/line\\u000afeed.txt` (a control character in its name)',
    'left out: `public/robots.txt` (the site has something of its own there)',
    'left out: `public/rss.xml` (the site has something of its own there)',
  ]);
  const read = (name: string) => readFileSync(path.join(folder, 'dist', name), 'utf8');
  expect(read('rss.xml')).toContain('<rss');
  expect(read('linked.svg')).toContain('<svg');
  expect(read('images/a.css.gz')).toBe('mine, too');
  expect(existsSync(path.join(folder, 'dist/images/a.css.br'))).toBe(true);

  // The second build says the same, and has nothing to do.
  const again = await build();
  expect(again.output).toContain('left out: `public/2026`');
  expect(again.output).toContain('nothing changed');
});
