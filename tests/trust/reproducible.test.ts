import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root, shell, temporaryFolder } from '../command/run.ts';
import { differences, digestTree, now, Project } from './project.ts';

const dates = ['2025-12-30', '2026-03-19', '2026-03-20', '2026-03-23'];

describe('the same files and the same instant give the same bytes', () => {
  let project: Project;
  let site: Record<string, string>;

  beforeAll(async () => {
    project = new Project(dates);
    await project.build();
    site = digestTree(project.dist);
    expect(Object.keys(site).length).toBeGreaterThan(100);
  });

  const build = async (environment: Record<string, string>) => {
    const folder = path.join(temporaryFolder(), 'site');
    const built = await project.build(['--outDir', folder], environment);
    expect(built).toMatchObject({ code: 0, errors: '' });
    return digestTree(folder);
  };

  test('in any time zone and locale', async () => {
    expect(
      differences(await build({ TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }), site),
    ).toEqual([]);
    expect(differences(await build({ TZ: 'America/St_Johns', LC_ALL: 'C' }), site)).toEqual([]);
  });

  test('with every cache warm, and with none', async () => {
    expect(differences(await build({}), site)).toEqual([]);
    expect(differences(await build({ CACHE_DIR: temporaryFolder() }), site)).toEqual([]);
  });

  test('in another folder, where the templates are compiled anew', async () => {
    const elsewhere = path.join(temporaryFolder(), 'quite another/folder (2)');
    cpSync(project.folder, elsewhere, {
      recursive: true,
      filter: (from) => !/\/(?:\.cache|dist|\.dist\.\w+)$/.test(from),
    });
    expect(existsSync(path.join(elsewhere, '.cache'))).toBe(false);
    const built = spawnSync(process.execPath, ['src/cli/main.ts', 'build'], {
      cwd: elsewhere,
      env: shell({ DATELINE_NOW: now }),
      encoding: 'utf8',
    });
    expect(built).toMatchObject({ status: 0, stderr: '' });
    expect(differences(digestTree(path.join(elsewhere, 'dist')), site)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  test.runIf(hasTaskset())('on one core, and on all (needs taskset)', async () => {
    const folder = path.join(temporaryFolder(), 'site');
    execFileSync('taskset', ['--cpu-list', '0', process.execPath, 'src/cli/main.ts', 'build', '--outDir', folder], {
      cwd: project.folder,
      env: shell({ DATELINE_NOW: now, CACHE_DIR: temporaryFolder() }),
    });
    expect(differences(digestTree(folder), site)).toEqual([]);
  });
});

function hasTaskset(): boolean {
  return spawnSync('taskset', ['--version'], { cwd: root }).status === 0;
}

test('an archive whose search is indexed by many threads has the bytes of one that is indexed month by month', async () => {
  const first = Temporal.PlainDate.from('2026-03-23');
  const project = new Project(Array.from({ length: 310 }, (_, days) => first.subtract({ days }).toString()));
  expect(await project.build()).toMatchObject({ code: 0, errors: '' });
  const home = path.join(project.cache, 'search');
  for (const month of ['2026-03', '2026-01']) {
    for (const name of readdirSync(home))
      if (name.startsWith(month)) rmSync(path.join(home, name), { recursive: true });
    const folder = path.join(temporaryFolder(), 'site');
    expect(await project.build(['--outDir', folder])).toMatchObject({ code: 0, errors: '' });
    expect(differences(digestTree(folder), digestTree(project.dist))).toEqual([]);
  }
});
