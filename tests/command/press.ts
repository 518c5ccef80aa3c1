import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Lays the pages that another test compiled into a cache that has none; they are used where the sources are the same. */
export function lendPress(cache: string): void {
  const press = path.join(cache, 'press');
  if (!existsSync(press) && existsSync(sharedPress)) cpSync(sharedPress, press, { recursive: true });
}

/** Leaves the compiled pages of a cache to other tests. */
export function leavePress(cache: string): void {
  const press = path.join(cache, 'press');
  for (const key of existsSync(press) ? readdirSync(press) : []) {
    if (existsSync(path.join(sharedPress, key))) continue;
    const copy = path.join(mkdtempSync(path.join(tmpdir(), 'dateline-')), key);
    cpSync(path.join(press, key), copy, { recursive: true });
    mkdirSync(sharedPress, { recursive: true });
    // Another test may be faster.
    if (!existsSync(path.join(sharedPress, key))) renameSync(copy, path.join(sharedPress, key));
  }
}

const sharedPress = path.join(tmpdir(), 'press');
