import type { IssueCache } from './cache.ts';
import { toCard } from './card.ts';
import { Catalogue, type Found, type Listed } from './catalogue.ts';
import { readCards } from './crew.ts';
import { listIssueFiles, tryReadFile, type Folders } from './files.ts';
import { isSettled, readState } from './state.ts';
import type { KeptRelations, Relations } from './relations.ts';
import { cataloguePath } from './store.ts';
import { sweepCache } from './sweep.ts';

/** What is in an archive's files. */
export interface Inventory {
  /** In the order of their paths; nothing of a file that cannot be read. */
  found: ReadonlyMap<string, Found | undefined>;
  /** Of the stories, as far as they were kept. */
  relations: KeptRelations | undefined;
  /** Keeps all of it for the next time. */
  keep: (relations: Relations) => void;
}

/**
 * What is in each of an archive's files, in the order of their paths; nothing of one that cannot be read. A file that is
 * as the catalogue knows it is not even read, and one with bytes that are known is not parsed.
 *
 * @param onParse is told after each parsed file how many of how many are done
 */
export async function takeInventory(
  folders: Folders,
  cache: IssueCache,
  onParse?: (done: number, total: number) => void,
): Promise<Inventory> {
  // Taken before any file is looked at: what is saved from now on, its state may not tell.
  const now = Date.now();
  const found = new Map<string, Found | undefined>();
  const catalogue = new Catalogue(cataloguePath(folders, cache.base), now, (key) => {
    const [name = ''] = [...found].find(([, ofFile]) => ofFile?.key === key) ?? [];
    const parsed = cache.find(name, key);
    if (!parsed) throw new Error(`${name} changed since it was read`);
    return toCard(parsed).body;
  });
  const states = new Map<string, Listed['state']>();
  const unknown: string[] = [];
  for (const name of listIssueFiles(folders)) {
    const state = readState(name);
    if (state && isSettled(state, now)) states.set(name, state);
    const known = state && catalogue.find(shortName(name, folders), state);
    const key = known ? known.key : readKey(name, cache, folders);
    const card = known ? known.card : key && catalogue.get(key);
    found.set(name, known ?? (key && card ? { key, card } : undefined));
    if (key && !card) unknown.push(name);
  }
  for (const { name, key, card } of await readCards(unknown, cache, folders, onParse)) {
    catalogue.set(key, card);
    found.set(name, { key, card });
  }
  const listed = [...found].flatMap(([name, ofFile]) =>
    ofFile ? { name: shortName(name, folders), ...ofFile, state: states.get(name) } : [],
  );
  return {
    found,
    relations: catalogue.relationsOf(listed),
    keep: (relations) => {
      const isSweepDue = catalogue.isSweepDue;
      catalogue.save(listed, relations);
      if (isSweepDue) sweepCache(folders, now);
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
