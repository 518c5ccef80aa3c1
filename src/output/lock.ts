import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * Waits until no other process holds a lock, and takes it. The lock of a process that was killed counts as free.
 *
 * @param file the lock: the number of the process that holds it, and when that began
 * @param onWait is called once where another one holds it
 * @returns gives it back
 */
export async function takeLock(file: string, onWait: () => void): Promise<() => void> {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let turn = 0; !tryTake(file); turn++) {
    // The first turn may only have cleared away what a killed process left.
    if (turn === 0) continue;
    if (turn === 1) onWait();
    await setTimeout(100);
  }
  return () => rmSync(file, { force: true });
}

function tryTake(file: string): boolean {
  const own = `${file}.${process.pid}`;
  try {
    // Written under another name and then linked: a lock is never there without its number.
    writeFileSync(own, `${process.pid} ${readBeginning(process.pid)}`);
    linkSync(own, file);
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    dropStale(file, own);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes away the lock of a process that is no more. */
function dropStale(file: string, own: string): void {
  if (isHeld(file)) return;
  const aside = `${own}.stale`;
  try {
    renameSync(file, aside);
    // Somebody else was faster, and this is already the new holder's: it is put back.
    if (isHeld(aside)) linkSync(aside, file);
  } catch {
    // Then it is gone, or taken again; the next turn tells.
  } finally {
    rmSync(aside, { force: true });
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function isHeld(file: string): boolean {
  try {
    const [number, ...beginning] = readFileSync(file, 'utf8').split(' ');
    // To 0 a signal would go to this very process and its like.
    if (!(Number(number) > 0)) return false;
    process.kill(Number(number), 0);
    return beginning.join(' ') === readBeginning(Number(number));
  } catch (error) {
    // A process of another user is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process began, where the system tells (proc_pid_stat(5), field 22): its number alone may be another process's by
 * now, in a container even within a second.
 */
function readBeginning(number: number): string {
  try {
    const [, fields = ''] = readFileSync(`/proc/${number}/stat`, 'utf8').split(/\) (?!.*\) )/);
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${fields.split(' ')[19]}`;
  } catch {
    return '';
  }
}
