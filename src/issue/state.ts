import { statSync } from 'node:fs';

/** What a folder tells of a file without reading it. Whatever changes a file's bytes changes one of these. */
export interface FileState {
  size: number;
  /** When its bytes last changed, in milliseconds; a program can set it to whatever it likes. */
  modified: number;
  /** When anything about it last changed; nobody can set it. */
  changed: number;
  /** The number of the file itself, whatever its name. */
  node: number;
}

/** The state of a file, or of what a link leads to; nothing where it cannot be told. */
export function readState(file: string): FileState | undefined {
  try {
    const { size, mtimeMs, ctimeMs, ino } = statSync(file);
    return { size, modified: mtimeMs, changed: ctimeMs, node: ino };
  } catch {
    return undefined;
  }
}

/**
 * Whether a state tells all later changes. A file that is saved twice in one tick of the clock, and read in between, has
 * the same state both times: what was read so soon after a change must be read again.
 *
 * @param readAt the time before the file was read, in milliseconds
 */
export function isSettled({ modified, changed }: FileState, readAt: number): boolean {
  return Math.max(modified, changed) < readAt - coarsestTick;
}

/** No file system in use counts in longer steps than this; the clock of a server may be late by a little, too. */
const coarsestTick = 2_500;
