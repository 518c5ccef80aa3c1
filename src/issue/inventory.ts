import type { IssueCache } from './cache.ts';
import { toCard } from './card.ts';
import { Catalogue, type Listed } from './catalogue.ts';
import { readCards } from './crew.ts';
import { tryReadFile, type Folders } from './files.ts';
import { forgetUnsettled } from './state.ts';
import type { KeptRelations, Relations } from './relations.ts';
import { cataloguePath } from './store.ts';
import { surveyIssues, type Survey } from './survey.ts';
import { sweepCache } from './sweep.ts';

/** What is in an archive's files. */
export interface Inventory {
  /** In the order of their paths. */
  files: readonly InventoryFile[];
  /** Of the stories, as far as they were kept. */
  relations: KeptRelations | undefined;
  /** Keeps all of it for the next time. */
  keep: (relations: () => Relations) => void;
}

/** A file and what is in it; nothing of one that cannot be read. */
export interface InventoryFile {
  name: string;
  found: Listed | undefined;
}

/**
 * What is in each of an archive's files, in the order of their paths; nothing of one that cannot be read. A file that is
 * as the catalogue knows it is not even read, and one with bytes that are known is not parsed.
 *
 * @param onParse is told after each parsed file how many of how many are done
 * @param survey of the files, where somebody has begun to look at them
 */
export async function takeInventory(
  folders: Folders,
  cache: IssueCache,
  onParse?: (done: number, total: number) => void,
  survey?: Promise<Survey | undefined>,
): Promise<Inventory> {
  // Taken before any file is read: what is saved from now on, its state may not tell.
  const now = Date.now();
  const files: InventoryFile[] = [];
  const catalogue = new Catalogue(cataloguePath(folders, cache.base), now, (key) => {
    const { name = '' } = files.find(({ found }) => found?.key === key) ?? {};
    const parsed = cache.find(name, key);
    if (!parsed) throw new Error(`${name} changed since it was read`);
    return toCard(parsed).body;
  });
  const unknown = new Map<string, number>();
  const { names, states } = (await survey) ?? surveyIssues(folders);
  names.forEach((name, at) => {
    const short = shortName(name, folders);
    const known = catalogue.find(short, states, at);
    // Where no bytes are known, whoever reads the file below tells its key.
    const key = known ? known.key : catalogue.isEmpty ? undefined : readKey(name, cache, folders);
    const card = known ? known.card : key && catalogue.get(key);
    const file: InventoryFile = { name, found: key && card ? { name: short, key, card, file: at } : undefined };
    files.push(file);
    if (!card && (key || catalogue.isEmpty)) unknown.set(name, at);
    if (!known) forgetUnsettled(states, at, now);
  });
  for (const { name, key, card } of await readCards([...unknown.keys()], cache, folders, onParse)) {
    catalogue.set(key, card);
    const at = unknown.get(name) ?? -1;
    const file = files[at];
    if (file) file.found = { name: shortName(name, folders), key, card, file: at };
  }
  const listed = files.flatMap(({ found }) => found ?? []);
  return {
    files,
    relations: catalogue.relationsOf(listed),
    keep: (relations) => {
      catalogue.save(listed, states, relations);
      const keys = new Set(listed.map(({ key }) => key));
      sweepCache(folders, now, keys);
    },
  };
}

/** A file's path from the content's folder, under which the catalogue lists it. */
function shortName(name: string, { content }: Folders): string {
  return name.slice(content.length + 1);
}

function readKey(name: string, cache: IssueCache, folders: Folders): string | undefined {
  const file = tryReadFile(name, folders);
  return file.value === undefined ? undefined : cache.keyOf(file);
}
