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

/** The states of some files as numbers, four each; none of the four is a number where a state cannot be told. */
export function encodeStates(states: readonly (FileState | undefined)[]): Float64Array {
  const numbers = new Float64Array(states.length * stateSize).fill(NaN);
  states.forEach((state, at) => {
    if (state) numbers.set([state.size, state.modified, state.changed, state.node], at * stateSize);
  });
  return numbers;
}

/** The state of one of those files; nothing where it cannot be told. */
export function decodeState(numbers: Float64Array, file: number): FileState | undefined {
  const at = file * stateSize;
  const [size, modified, changed, node] = [numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]];
  if (size === undefined || modified === undefined || changed === undefined || node === undefined) return undefined;
  return Number.isNaN(size) ? undefined : { size, modified, changed, node };
}

/** How many numbers a state is. */
export const stateSize = 4;

/**
 * Takes the state of one of those files away where it does not tell all later changes. A file that is saved twice in one
 * tick of the clock, and read in between, has the same state both times: what was read so soon after a change must be read
 * again.
 *
 * @param readAt the time before the file was read, in milliseconds
 */
export function forgetUnsettled(numbers: Float64Array, file: number, readAt: number): void {
  const state = decodeState(numbers, file);
  const isSettled = state && Math.max(state.modified, state.changed) < readAt - coarsestTick;
  if (!isSettled) numbers.fill(NaN, file * stateSize, (file + 1) * stateSize);
}

/** No file system in use counts in longer steps than this; the clock of a server may be late by a little, too. */
const coarsestTick = 2_500;
