import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { WrongUse } from './command.ts';

/**
 * The files that are changed or new in git, as full paths; not those that it ignores.
 *
 * @throws WrongUse where the folder is in no repository
 */
export function findChangedFiles(folder: string): string[] {
  const [top = ''] = git(folder, ['rev-parse', '--show-toplevel']);
  const names = git(folder, ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all', '--', top]);
  // Each entry is two letters, a space and the path from the repository's top.
  return names.map((entry) => path.join(top, entry.slice(3)));
}

function git(folder: string, words: string[]): string[] {
  const { status, stdout, error } = spawnSync('git', words, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (error || status !== 0) throw new WrongUse('Unexpected `--changed`, expected a repository of git');
  return stdout.split(/\0|\n$/).filter(Boolean);
}
