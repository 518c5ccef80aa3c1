import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPackages } from '../../src/cli/licences.ts';

const root = path.join(import.meta.dirname, '../..');
const lock = read('package-lock.json');
const project: Project = JSON.parse(read('package.json'));
const locked: [string, Locked][] = Object.entries<Locked>(JSON.parse(lock).packages).filter(([place]) => place !== '');

interface Project {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}

interface Locked {
  version: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

describe('what is installed', () => {
  test('every version in package.json is exact', () => {
    const versions = Object.values({ ...project.dependencies, ...project.devDependencies });
    expect(versions.length).toBeGreaterThan(40);
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('every package is locked by a checksum, and by no host', () => {
    expect(locked.length).toBeGreaterThan(400);
    expect(locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
    expect(locked.filter(([, { resolved, link }]) => resolved !== undefined || link)).toEqual([]);
    expect(lock).not.toMatch(/https?:[^"]*\.tgz/);
  });

  test('the lock is of these dependencies', () => {
    const { dependencies, devDependencies } = JSON.parse(lock).packages[''];
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: project.dependencies,
      devDependencies: project.devDependencies,
    });
  });

  test('every package with an install script is named, and one alone may run it', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripted.map(([place]) => place.split('node_modules/').at(-1)).sort();
    expect(Object.keys(project.allowScripts).sort()).toEqual(names);
    expect(Object.entries(project.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
    expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
  });

  test('every licence of what a build needs lets it be used and passed on', () => {
    const fine = [
      ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'OFL-1.1'],
      // Copyleft of single files or of a library that others link to: it does not reach what is made with them.
      ...['LGPL-3.0-or-later', 'MPL-2.0'],
      'Python-2.0',
    ];
    const packages = readPackages(lock);
    expect(packages.length).toBeGreaterThan(300);
    expect(packages.filter(({ licence }) => !licence.split(' AND ').every((one) => fine.includes(one)))).toEqual([]);
  });
});

describe('what is used', () => {
  const imported = (folder: string) => findPackages(folder).filter(({ isType }) => !isType);

  test('every package that the code imports is one of its own dependencies', () => {
    const own = Object.keys(project.dependencies);
    const tests = [...own, ...Object.keys(project.devDependencies)];
    expect(imported('src').length).toBeGreaterThan(20);
    expect(imported('src').filter(({ name }) => !own.includes(name))).toEqual([]);
    expect(imported('tests').filter(({ name }) => !tests.includes(name))).toEqual([]);
  });

  test('every dependency is one that the code uses', () => {
    const text = ['src', 'astro.config.mjs'].flatMap((name) => readAll(name)).join('\n');
    const unused = Object.keys(project.dependencies).filter((name) => !new RegExp(`['\`]${name}['\`/]`).test(text));
    expect(unused).toEqual([]);
  });

  test('the README says of every dependency why it is there', () => {
    const table = /### What it is made of\n(.*?)\n### /s.exec(read('README.md'))?.[1] ?? '';
    const named = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(
      ([, cell = '']) => cell.match(/(?<=`)[^`, ]+(?=`)/g) ?? [],
    );
    const all = Object.keys({ ...project.dependencies, ...project.devDependencies });
    expect(named.sort()).toEqual(all.sort());
  });
});

function read(name: string): string {
  return readFileSync(path.join(root, name), 'utf8');
}

function readAll(name: string): string[] {
  if (/\.\w+$/.test(name)) return [read(name)];
  const files = readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.(?:ts|astro|mjs)$/.test(file)).map((file) => read(path.join(name, file)));
}

/** The packages that the code below a folder imports, and whether for their types alone: these are gone once it runs. */
function findPackages(folder: string): { name: string; isType: boolean }[] {
  const pattern = /^import (type )?(?:[^'";]*? from )?'([^'.][^']*)'|\bimport\('([^'.][^']*)'\)/gm;
  return readAll(folder)
    .flatMap((text) => [...text.matchAll(pattern)])
    .map(([, type, from, lazy]) => ({ target: from ?? lazy ?? '', isType: type !== undefined }))
    .filter(({ target }) => !/^(?:node|astro|dateline):/.test(target))
    .map(({ target, isType }) => ({
      name: target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/'),
      isType,
    }));
}
