import { utimesSync } from 'node:fs';
import { basename } from 'node:path';
import type { Card, Json } from './card.ts';
import { Columns, type Content } from './columns.ts';
import { renumber, type KeptRelations, type Relations } from './relations.ts';
import { countFirst } from './sorted.ts';
import { decodeState, readState } from './state.ts';
import { week } from './store.ts';

/** What is in a file. */
export interface Found {
  /** The key under which its content is kept. */
  key: string;
  card: Card;
}

/** A file as the catalogue lists it. */
export interface Listed extends Found {
  /** Its path, from wherever all paths of the catalogue begin. */
  name: string;
  /** Its number among the files whose states are known. */
  file: number;
}

/**
 * The cards of a whole archive in a few files, and the state of each issue's file when it was read: ten thousand issues are
 * then neither read nor ten thousand cache files to open. A catalogue that was cut short or changed counts as missing.
 * It is replaced as a whole: a killed process leaves the old one, and of two the later one wins.
 */
export class Catalogue {
  #path: string;
  #now: number;
  #columns: Columns | undefined;
  /** The numbers of the kept cards by their keys; made where many are looked for. */
  #numbers: ReadonlyMap<string, number> | undefined;
  #added = new Map<string, Card>();
  /** How many cards were asked for by their keys. */
  #asked = 0;
  /** The file after the one that was found last: the next one to be looked for, most often. */
  #next = 0;
  /** How many files were found as they were saved. */
  #same = 0;

  /**
   * @param now in milliseconds
   * @param restore makes the body of a card with a key anew, where it was lost
   */
  constructor(path: string, now: number, restore: (key: string) => Json) {
    this.#path = path;
    this.#now = now;
    this.#columns = Columns.read(path, restore);
  }

  /** Whether no card was kept. */
  get isEmpty(): boolean {
    return (this.#columns?.cards ?? 0) === 0;
  }

  /** When each kept card was last needed, by its key, in milliseconds: a file's was whenever the catalogue was used. */
  readUsed(): ReadonlyMap<string, number> {
    const columns = this.#columns;
    if (!columns) return new Map();
    const ofFiles = new Set(columns.names.map((_, file) => columns.cardOf(file)));
    const lastUsed = readState(this.#path)?.modified ?? 0;
    const usedAt = (card: number) => Math.max(columns.usedAt(card), ofFiles.has(card) ? lastUsed : 0);
    return new Map([...this.#keptCards()].map(([key, card]) => [key, usedAt(card)]));
  }

  /**
   * What is in a file that nobody touched since it was read. Each file is looked for once.
   *
   * @param states of some files, as `encodeStates` writes them
   * @param at which of these files it is
   */
  find(name: string, states: Float64Array, at: number): Found | undefined {
    const columns = this.#columns;
    const names = columns?.names ?? [];
    const file = names[this.#next] === name ? this.#next : countFirst(names, (other) => other < name);
    if (!columns || names[file] !== name) return undefined;
    this.#next = file + 1;
    if (!columns.isInState(file, states, at)) return undefined;
    this.#same++;
    const card = columns.cardOf(file);
    return { key: columns.keyOf(card), card: columns.open(card) };
  }

  get(key: string): Card | undefined {
    const added = this.#added.get(key);
    const kept = added ? undefined : this.#numberOf(key);
    return kept === undefined ? added : this.#columns?.open(kept);
  }

  set(key: string, card: Card): void {
    this.#added.set(key, card);
  }

  /**
   * Writes the catalogue, where so much of it is another one that to read that again would take longer; it counts as used,
   * in any case.
   *
   * @param files all of the archive, in the order of their paths. Cards of no file go after a week: another branch may
   *   still need them
   * @param states of the files, as `encodeStates` writes them. What has none is always read
   * @param relations of their stories
   */
  save(files: readonly Listed[], states: Float64Array, relations: () => Relations): void {
    // Those that changed, and those that are only there or only here.
    const others = Math.max(files.length, this.#columns?.names.length ?? 0) - this.#same;
    if (others * listedForOne > files.length) this.#write(files, states, relations());
    try {
      utimesSync(this.#path, new Date(this.#now), new Date(this.#now));
    } catch {
      // There is none, or the cache is one that may only be read.
    }
  }

  #write(files: readonly Listed[], states: Float64Array, relations: Relations): void {
    const cards = this.#listCards(files);
    const numbers = new Map(cards.map(({ key }, number) => [key, number]));
    Columns.write(this.#path, {
      base: this.#columns?.words ?? [],
      kept: this.#columns?.shelves ?? [],
      files: files.map(({ name, key, file }) => ({
        name,
        card: numbers.get(key) ?? -1,
        state: decodeState(states, file),
      })),
      cards,
      relations,
    });
  }

  /** The cards of some files, and those that are kept without any; each shelf's together. */
  #listCards(files: readonly Listed[]): Content['cards'] {
    const cards = new Map<string, Content['cards'][number]>();
    for (const { name, key, card } of files) {
      // Those of a year have the same first letters.
      if (!cards.has(key)) cards.set(key, { key, used: this.#now, card, shelf: basename(name).slice(0, 4) });
    }
    for (const [key, used] of this.readUsed()) {
      if (cards.has(key) || used < this.#now - week) continue;
      const card = this.get(key);
      if (card && isWhole(card)) cards.set(key, { key, used, card, shelf: 'unused' });
    }
    return [...Map.groupBy(cards.values(), ({ shelf }) => shelf).values()].flat();
  }

  /** What was saved of the relations of stories, as far as it is true of some files. */
  relationsOf(files: readonly Listed[]): KeptRelations | undefined {
    const columns = this.#columns;
    if (!columns) return undefined;
    const same = this.#countSame(files);
    if (same === files.length && same === columns.names.length) return { ...columns.relations, fresh: [], gone: [] };
    let first = 0;
    for (let file = 0; file < same; file++) first += columns.countStories(columns.cardOf(file));
    const saved = columns.names.slice(same).map((name, at) => {
      const card = columns.cardOf(same + at);
      return { name, key: columns.keyOf(card), marks: marksOf(columns.open(card)) };
    });
    const now = files.slice(same).map(({ name, key, card }) => ({ name, key, marks: marksOf(card) }));
    return renumber(columns.relations, saved, now, first);
  }

  /** How many files, from the first one on, are those that were saved, with the same content. */
  #countSame(files: readonly Listed[]): number {
    const columns = this.#columns;
    const isSame = ({ name, key }: Listed, at: number) =>
      columns?.names[at] === name && columns.keyOf(columns.cardOf(at)) === key;
    const other = files.findIndex((file, at) => !isSame(file, at));
    return other < 0 ? files.length : other;
  }

  #numberOf(key: string): number | undefined {
    this.#asked++;
    return this.#asked > mostAsked ? this.#keptCards().get(key) : this.#columns?.find(key);
  }

  #keptCards(): ReadonlyMap<string, number> {
    this.#numbers ??= numberCards(this.#columns);
    return this.#numbers;
  }
}

const mostAsked = 20;

/** So many files are listed in the time in which one is read that the catalogue does not know. */
const listedForOne = 1000;

/** Whether all of a card can be read: where no file has it any more, what was lost cannot be made anew. */
function isWhole(card: Card): boolean {
  try {
    return card.body.length > 0;
  } catch {
    return false;
  }
}

/** The marks of the stories that a card brings to an archive. */
function marksOf(card: Card): Int32Array {
  return card.facts ? card.marks : new Int32Array();
}

function numberCards(columns: Columns | undefined): ReadonlyMap<string, number> {
  return new Map(Array.from({ length: columns?.cards ?? 0 }, (_, card) => [columns?.keyOf(card) ?? '', card]));
}
