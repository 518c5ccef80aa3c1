import { copyFileSync, linkSync, mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';

/** A second name of the same file, or where the disk knows no such thing, a copy with the same time. */
export function link(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && noLinks.has(String(error.code)))) throw error;
    copyFileSync(from, to);
    const { atime, mtime } = statSync(from);
    utimesSync(to, atime, mtime);
  }
}

const noLinks = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EMLINK', 'EXDEV']);
