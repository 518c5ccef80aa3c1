import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';

/**
 * Puts a folder in the place of another one, and that one in its place.
 *
 * The system's `mv` does so in one step where it can (GNU coreutils 9.5 on Linux). Elsewhere it takes two renamings, and a
 * process that is killed between them leaves the output aside, from where the next build takes it back.
 *
 * @param aside where the output is between the two steps
 */
export function exchange(next: string, output: string, aside: string): void {
  if (!existsSync(output)) return renameSync(next, output);
  if (exchangeAtOnce(next, output)) return;
  renameSync(output, aside);
  renameSync(next, output);
  renameSync(aside, next);
}

function exchangeAtOnce(next: string, output: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('mv', ['--exchange', '--no-copy', '--no-target-directory', next, output], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
