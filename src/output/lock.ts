import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * Waits until no other process holds a lock, and takes it. The lock of a process that was killed counts as free.
 *
 * @param file the lock: the number of the process that holds it
 * @param onWait is called once where another one holds it
 * @returns gives it back
 */
export async function takeLock(file: string, onWait: () => void): Promise<() => void> {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let turn = 0; !tryTake(file); turn++) {
    if (turn === 0) onWait();
    await setTimeout(100);
  }
  return () => rmSync(file, { force: true });
}

function tryTake(file: string): boolean {
  const own = `${file}.${process.pid}`;
  try {
    // Written under another name and then linked: a lock is never there without its number.
    writeFileSync(own, String(process.pid));
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
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    // A process of another user is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
