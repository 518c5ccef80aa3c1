import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../command/run.ts';
import { mkdirSync } from 'node:fs';
import { exchange } from '../../src/output/exchange.ts';
import { differences, digestTree, Project, writeIssue } from './project.ts';

const dates = ['2025-12-30', '2026-03-19', '2026-03-20', '2026-03-23'];
const kills = 100;

test('a build that is killed at any moment leaves the last site whole, and the next build is right', async () => {
  const project = new Project(dates);
  expect(await project.build()).toMatchObject({ code: 0 });
  const begun = performance.now();
  project.write('content/issues/2026-03-19.md', writeIssue('2026-03-19', 'Timed'));
  await project.build();
  const whole = performance.now() - begun;
  let last = digestTree(project.dist);
  const ends = { before: 0, after: 0 };

  for (let turn = 0; turn < kills; turn++) {
    const word = `Turn${turn}`;
    project.write('content/issues/2026-03-19.md', writeIssue('2026-03-19', word));
    const child = project.start();
    const ended = once(child, 'close');
    // From before it begins to after it has ended, in no order.
    await setTimeout(((turn * 37) % kills) * (whole / kills) * 1.1);
    child.kill('SIGKILL');
    await ended;

    const found = digestTree(project.dist);
    if (differences(found, last).length === 0) ends.before++;
    else {
      expect(differences(found, await project.buildAnew())).toEqual([]);
      ends.after++;
    }
    last = found;
    if (turn % 10 === 9) {
      expect(await project.build()).toMatchObject({ code: 0 });
      last = digestTree(project.dist);
      expect(differences(last, await project.buildAnew())).toEqual([]);
    }
  }
  // Kills that all came too early, or too late, would prove nothing.
  expect(ends.before).toBeGreaterThan(kills / 4);
  expect(ends.after).toBeGreaterThan(0);
}, 600_000);

test.runIf(process.platform === 'linux')('the site is there at every moment of the change', async () => {
  const folder = temporaryFolder();
  const [next, output, aside] = ['next', 'output', 'aside'].map((name) => path.join(folder, name));
  if (!next || !output || !aside) throw new Error('three names make three paths');
  mkdirSync(next);
  mkdirSync(output);
  const before = statSync(output).ino;
  exchange(next, output, aside);
  expect(statSync(next).ino).toBe(before);
  expect(existsSync(aside)).toBe(false);
});
