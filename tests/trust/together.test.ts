import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { differences, digestTree, Project, writeIssue } from './project.ts';

const dates = ['2025-12-30', '2026-03-19', '2026-03-20', '2026-03-23'];

describe('two builds at once', () => {
  test('into one folder come one after the other, and the site is whole', async () => {
    const project = new Project(dates);
    await project.build();
    project.write('content/issues/2026-03-19.md', writeIssue('2026-03-19', 'Second'));
    const both = await Promise.all([project.build(), project.build(), project.build()]);
    expect(both.map(({ code, errors }) => [code, errors])).toEqual(both.map(() => [0, '']));
    expect(both.filter(({ output }) => output.includes('Waiting for another build')).length).toBeGreaterThan(0);
    expect(both.filter(({ output }) => output.includes('nothing changed')).length).toBe(2);
    expect(differences(digestTree(project.dist), await project.buildAnew())).toEqual([]);
  });

  test('with one cache, from nothing, make the same site twice', async () => {
    const project = new Project(dates);
    const other = path.join(project.folder, 'other');
    const both = await Promise.all([project.build(), project.build(['--outDir', other])]);
    expect(both.map(({ code, errors }) => [code, errors])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(differences(digestTree(project.dist), digestTree(other))).toEqual([]);
    expect(differences(digestTree(other), await project.buildAnew())).toEqual([]);
  });

  test.runIf(process.platform === 'linux')(
    'the lock of a build that was killed does not hold up the next one',
    async () => {
      const project = new Project(dates);
      await project.build();
      // A number that no process has, and one that another process has by now.
      for (const holder of ['', '999999999', `${process.pid}`, `${process.pid} then`]) {
        writeFileSync(path.join(project.folder, '.dist.lock'), holder);
        const built = await project.build();
        expect(built).toMatchObject({ code: 0, errors: '' });
        expect(built.output).not.toContain('Waiting');
      }
    },
  );
});
