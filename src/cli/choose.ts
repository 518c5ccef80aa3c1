import path from 'node:path';
import { isFile, isFolder } from '../issue/files.ts';
import { choice, quote } from '../issue/message.ts';
import { WrongUse } from './command.ts';

/**
 * Those of some files that a user named by their paths or by a folder above them; without any path, all.
 *
 * @param expected what the paths should have named, for the message
 * @throws WrongUse where a path does not exist, or none of the files is under them
 */
export function chooseFiles<T>(
  words: readonly string[],
  files: readonly T[],
  pathOf: (file: T) => string,
  expected: string,
): T[] {
  if (words.length === 0) return [...files];
  const wanted = words.map(findPath);
  const chosen = files.filter((file) => wanted.some((want) => isUnder(pathOf(file), want)));
  if (chosen.length === 0) throw new WrongUse(`Unexpected ${choice(words)}, expected ${expected}`);
  return chosen;
}

function findPath(word: string): string {
  const found = path.resolve(word);
  if (!isFile(found) && !isFolder(found))
    throw new WrongUse(`Unexpected path ${quote(word)}, expected a file or folder that exists`);
  return found;
}

function isUnder(file: string, folder: string): boolean {
  const relative = path.relative(folder, path.resolve(file));
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}
