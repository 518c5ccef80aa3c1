import type { VFile } from 'vfile';
import { report } from './message.ts';

/** What a file may hold: many times the longest day that anybody writes, and read in about a second. */
const mostCharacters = 100_000;
const mostLines = 4_000;

/**
 * Reports a file that is too long; it is not read further.
 *
 * @returns whether the text can be read
 */
export function checkSize(text: string, lines: number, file: VFile): boolean {
  if (text.length > mostCharacters) return refuse(file, text.length, 'characters', mostCharacters);
  return lines <= mostLines || refuse(file, lines, 'lines', mostLines);
}

function refuse(file: VFile, found: number, noun: string, most: number): false {
  report(file, 'file-size', undefined, `${group(found)} ${noun} in one file`, `at most ${group(most)}`);
  return false;
}

/** A number as a person reads it: `100,000`. */
export function group(number: number): string {
  return number.toLocaleString('en');
}
