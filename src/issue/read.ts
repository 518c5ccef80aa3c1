import type { IssueCache } from './cache.ts';
import { toCard, type Card } from './card.ts';
import { tryReadFile, type Folders } from './files.ts';

/** The card of a file, and the key of the bytes that it was made from. */
export interface ReadCard {
  name: string;
  key: string;
  card: Card;
}

/** Reads one file, whose content is parsed unless the cache has it; nothing where the file cannot be read. */
export function readCard(name: string, cache: IssueCache, folders: Folders): ReadCard | undefined {
  const file = tryReadFile(name, folders);
  if (file.value === undefined) return undefined;
  const { key, parsed } = cache.readWithKey(file);
  return { name, key, card: toCard(parsed) };
}

/** Reads some files, and keeps together what they held. */
export function readTogether(names: readonly string[], cache: IssueCache, folders: Folders): (ReadCard | undefined)[] {
  return cache.keepTogether(() => names.map((name) => readCard(name, cache, folders)));
}
