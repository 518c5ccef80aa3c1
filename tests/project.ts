import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/** A project of its own, with a space in its path: the sources, and a newsletter without issues or public files. */
export function createProject(): string {
  const folder = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'dateline-'))), 'The Daily');
  mkdirSync(path.join(folder, 'content/issues'), { recursive: true });
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'astro.config.mjs', 'src'])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  cpSync(path.join(root, 'tests/fixtures/site/newsletter.yaml'), path.join(folder, 'content/newsletter.yaml'));
  return folder;
}
