import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../command/run.ts';
import { differences, digestTree, Project, writeIssue } from './project.ts';

const dates = ['2025-12-30', '2026-03-19', '2026-03-23'];

/** A disk of a few megabytes, where this process may have one. */
function mountSmallDisk(megabytes: number): string | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return undefined;
  }
}

const disk = mountSmallDisk(3);
afterAll(() => {
  if (disk) execFileSync('umount', ['--lazy', disk]);
});

describe.skipIf(!disk)('on a disk that is full (needs the right to mount one)', () => {
  const folder = path.join(disk ?? '', 'site');
  const words = ['--outDir', folder];

  test('a build says so, leaves the last site whole, and the next build is right', async () => {
    const project = new Project(dates);
    expect(await project.build(words)).toMatchObject({ code: 0 });
    const last = digestTree(folder);

    project.write('content/issues/2026-03-19.md', writeIssue('2026-03-19', 'Second'));
    project.write('public/large.bin', 'x'.repeat(4_000_000));
    const failed = await project.build(words);
    expect(failed).toMatchObject({ code: 1, errors: '' });
    expect(failed.output).toMatch(
      /Unexpected answer of the system: ENOSPC: no space left on device, .*\. The site stays as it was\.\n$/,
    );
    expect(differences(digestTree(folder), last)).toEqual([]);

    project.remove('public/large.bin');
    expect(await project.build(words)).toMatchObject({ code: 0 });
    expect(differences(digestTree(folder), await project.buildAnew())).toEqual([]);
  });

  test('a cache that has no room ends the build the same way', async () => {
    const project = new Project(dates);
    expect(await project.build()).toMatchObject({ code: 0 });
    const last = digestTree(project.dist);
    project.write('content/issues/2026-03-19.md', writeIssue('2026-03-19', 'Third'));
    execFileSync('sh', ['-c', `head -c 9000000 /dev/zero > "${path.join(disk ?? '', 'filling')}" || true`]);
    const failed = await project.build([], { CACHE_DIR: path.join(disk ?? '', 'cache') });
    execFileSync('rm', ['-rf', path.join(disk ?? '', 'filling'), path.join(disk ?? '', 'cache')]);
    expect(failed.code).toBe(1);
    expect(failed.output).toContain('ENOSPC');
    expect(differences(digestTree(project.dist), last)).toEqual([]);
    expect(await project.build()).toMatchObject({ code: 0 });
    expect(differences(digestTree(project.dist), await project.buildAnew())).toEqual([]);
  });
});

describe.skipIf(!disk)('into a folder that is a disk of its own (needs the right to mount one)', () => {
  test('a build brings up to date what changed, and leaves the rest as it is', async () => {
    const project = new Project(dates);
    mkdirSync(project.dist);
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', project.dist]);
    onTestFinished(() => void execFileSync('umount', ['--lazy', project.dist]));
    expect(await project.build()).toMatchObject({ code: 0 });
    expect(differences(digestTree(project.dist), await project.buildAnew())).toEqual([]);
    const changeOf = (name: string) => statSync(path.join(project.dist, name)).ctimeMs;
    const names = ['2026/03/23.md', '2026/03/23/index.html'];
    const before = names.map(changeOf);

    // An issue that is no more is gone, even where somebody changed a file of it by hand.
    writeFileSync(path.join(project.dist, '2026/03/19.md'), 'by hand');
    project.remove('content/issues/2026-03-19.md');
    project.write('content/issues/2026-03-24.md', writeIssue('2026-03-24', 'Second'));
    const again = await project.build();
    expect(again).toMatchObject({ code: 0 });
    expect(again.output).toContain('The issue of 2026-03-19 was published and is no more.');
    expect(differences(digestTree(project.dist), await project.buildAnew())).toEqual([]);
    // The page has other neighbours now.
    expect(names.map((name, at) => changeOf(name) === before[at])).toEqual([true, false]);
    expect((await project.build()).output).toContain('nothing changed');
  });
});

test('a file that cannot be read is reported, the last site stays, and the next build is right', async () => {
  const project = new Project(dates);
  await project.build();
  const last = digestTree(project.dist);
  symlinkSync('nowhere.md', path.join(project.folder, 'content/issues/2026-03-20.md'));
  const failed = await project.build();
  expect(failed.code).toBe(1);
  expect(failed.output).toContain('file-text');
  expect(differences(digestTree(project.dist), last)).toEqual([]);
  project.remove('content/issues/2026-03-20.md');
  project.write('content/issues/2026-03-20.md', writeIssue('2026-03-20', 'Second'));
  expect(await project.build()).toMatchObject({ code: 0 });
  expect(differences(digestTree(project.dist), await project.buildAnew())).toEqual([]);
});
