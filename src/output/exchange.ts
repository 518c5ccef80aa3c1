import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { isSystemError } from '../refusal.ts';

/**
 * Puts a folder in the place of another one, and that one in its place.
 *
 * Linux does so in one step, by `renameat2` with `RENAME_EXCHANGE` (renameat2(2)), which Node does not offer: it is asked
 * for through a program that does. Elsewhere it takes two renamings, and a process that is killed between them leaves the
 * output aside, from where the next build takes it back.
 *
 * @param aside where the output is between the two steps
 * @returns whether they changed places; a folder that is a disk of its own, such as a container's volume, stays where it is
 */
export function exchange(next: string, output: string, aside: string): boolean {
  if (!existsSync(output)) renameSync(next, output);
  else if (!exchangeAtOnce(next, output)) {
    try {
      renameSync(output, aside);
    } catch (error) {
      if (isSystemError(error) && (error.code === 'EBUSY' || error.code === 'EXDEV')) return false;
      throw error;
    }
    renameSync(next, output);
    renameSync(aside, next);
  }
  return true;
}

/** @returns whether the two were exchanged; if not, nothing has happened */
export function exchangeAtOnce(one: string, other: string): boolean {
  if (process.platform !== 'linux') return false;
  return listPrograms(one, other).some(([program, words]) => {
    try {
      execFileSync(program, words, { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** GNU's `mv` can since coreutils 9.5; Perl is a part of nearly every Linux. */
function listPrograms(one: string, other: string): [program: string, words: string[]][] {
  const call = { x64: 316, arm64: 276 }[process.arch as string];
  const script = `exit(syscall(${call}, -100, $ARGV[0], -100, $ARGV[1], 2) == 0 ? 0 : 1)`;
  return [
    ['mv', ['--exchange', '--no-copy', '--no-target-directory', one, other]],
    ...(call === undefined ? [] : [['perl', ['-e', script, one, other]] satisfies [string, string[]]]),
  ];
}
