import { copyFileSync, linkSync, mkdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';

/**
 * Gives files second names, or where the disk knows no such thing, copies them with their times; whatever has such a name
 * already gives way. Best made once for many: a folder is made only once.
 */
export function createLinker(): (from: string, to: string) => void {
  const made = new Set<string>();
  return (from, to) => {
    const folder = path.dirname(to);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    link(from, to);
  };
}

function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Not every system tells that the name is taken before it tells that it has no second names.
    if (code === 'EEXIST') {
      rmSync(to);
      link(from, to);
    } else if (noLinks.has(code)) copy(from, to);
    else throw error;
  }
}

/** Copies a file with its time, to the millisecond, in the place of whatever is there. Nobody ever reads half of it. */
export function copy(from: string, to: string): void {
  const beside = path.join(path.dirname(to), `.${path.basename(to)}.part`);
  try {
    copyFileSync(from, beside);
    const { atime, mtime } = statSync(from);
    utimesSync(beside, atime, mtime);
    renameSync(beside, to);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

const noLinks = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EMLINK', 'EXDEV']);
