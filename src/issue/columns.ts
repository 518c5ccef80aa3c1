import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Card, Json } from './card.ts';
import { encodeFacts, Lexicon, OpenedFacts, type Facts } from './facts.ts';
import { keepFile } from './files.ts';
import { markSize } from './marks.ts';
import { encodeStates, stateSize, type FileState } from './state.ts';
import type { Relations } from './relations.ts';
import { clearShelves, nameShelf, Shelf, writeShelf } from './shelf.ts';
import { shelvesFolder } from './store.ts';

/** What a catalogue's file holds, as it is written. */
export interface Content {
  /** The words that the lexicon begins with. */
  base: readonly string[];
  /** The names of shelves that may still be read: those of the catalogue that this one takes the place of. */
  kept: readonly string[];
  files: { name: string; card: number; state: FileState | undefined }[];
  /** In the order of their shelves. */
  cards: { key: string; used: number; card: Card; shelf: string }[];
  relations: Relations;
}

/**
 * A catalogue's file, read as a whole: a line with a digest of the rest, a line of JSON for the few things that are no
 * numbers, then columns of numbers, and at last the heads of the cards as JSON; their bodies are on shelves beside it.
 * Nothing of it is made an object before it is asked for: of ten thousand cards that would take longer than all else.
 */
export class Columns {
  readonly names: string[];
  readonly cards: number;
  /** Of the lexicon of its facts. */
  readonly words: readonly string[];
  readonly relations: Relations;
  readonly #images: ReadonlyMap<number, Card['images']>;
  readonly #messages: ReadonlyMap<number, Card['messages']>;
  readonly #states: Float64Array;
  readonly #used: Float64Array;
  readonly #cardOfFile: Int32Array;
  readonly #marksEnds: Int32Array;
  readonly #factsEnds: Int32Array;
  readonly #headEnds: Int32Array;
  readonly #marks: Int32Array;
  readonly #facts: Int32Array;
  /** One after the other. */
  readonly #keys: string;
  readonly #heads: Buffer;
  readonly #shelves: { name: string; shelf: Shelf; first: number; end: number }[];
  readonly #restore: Restore;

  /**
   * The columns of a file.
   *
   * @param restore makes the body of a card anew whose shelf was cut short or changed
   * @returns nothing where the file was cut short or changed, or is no catalogue
   */
  static read(path: string, restore: Restore): Columns | undefined {
    try {
      const bytes = readFileSync(path);
      const content = bytes.subarray(digestLength + 1);
      if (bytes.toString('latin1', 0, digestLength) !== digest(content)) return undefined;
      return new Columns(content, shelvesFolder(path), restore);
    } catch {
      return undefined;
    }
  }

  private constructor(content: Buffer, folder: string, restore: Restore) {
    let at = content.indexOf('\n') + 1;
    // Whoever wrote the digest wrote this, too.
    const { names, cards, words, shelves, images, messages, linked, alike }: Head = JSON.parse(
      content.toString('utf8', 0, at),
    );
    const take = (length: number) => content.subarray(at, (at += length));
    this.names = names;
    this.cards = cards;
    this.words = words;
    this.#images = new Map(images);
    this.#messages = new Map(messages);
    this.#states = fill(new Float64Array(names.length * stateSize), take);
    this.#used = fill(new Float64Array(cards), take);
    this.#cardOfFile = fill(new Int32Array(names.length), take);
    this.#marksEnds = fill(new Int32Array(cards), take);
    this.#factsEnds = fill(new Int32Array(cards), take);
    this.#headEnds = fill(new Int32Array(cards), take);
    this.#marks = fill(new Int32Array(this.#marksEnds.at(-1) ?? 0), take);
    this.#facts = fill(new Int32Array(this.#factsEnds.at(-1) ?? 0), take);
    this.relations = { linked: fill(new Int32Array(linked), take), alike: fill(new Int32Array(alike), take) };
    this.#keys = take((cards * keyLength) / 2).toString('hex');
    this.#heads = content.subarray(at);
    let first = 0;
    this.#shelves = shelves.map(([name, count]) => ({
      name,
      shelf: new Shelf(join(folder, name), count),
      first,
      end: (first += count),
    }));
    this.#restore = restore;
  }

  static write(path: string, { base, kept, files, cards, relations }: Content): void {
    const lexicon = new Lexicon(base);
    const facts = cards.map(({ card }) => (card.facts ? encodeFacts(card.facts, lexicon) : noFacts));
    const heads = cards.map(({ card }) => toBytes(card.head));
    const shelves = writeShelves(shelvesFolder(path), cards);
    const few = <Name extends 'images' | 'messages'>(name: Name) =>
      cards.flatMap(({ card }, at): [number, Card[Name]][] => (card[name].length > 0 ? [[at, card[name]]] : []));
    const head: Head = {
      names: files.map(({ name }) => name),
      cards: cards.length,
      words: lexicon.words,
      shelves,
      images: few('images'),
      messages: few('messages'),
      linked: relations.linked.length,
      alike: relations.alike.length,
    };
    const marks = cards.map(({ card }) => card.marks);
    const content = Buffer.concat([
      Buffer.alloc(digestLength, ' '),
      Buffer.from(`\n${JSON.stringify(head)}\n`),
      bytesOf(encodeStates(files.map(({ state }) => state))),
      bytesOf(Float64Array.from(cards, ({ used }) => used)),
      bytesOf(Int32Array.from(files, ({ card }) => card)),
      bytesOf(endsOf(marks)),
      bytesOf(endsOf(facts)),
      bytesOf(endsOf(heads)),
      bytesOf(concatenate(marks)),
      bytesOf(concatenate(facts)),
      bytesOf(relations.linked),
      bytesOf(relations.alike),
      Buffer.from(cards.map(({ key }) => key).join(''), 'hex'),
      ...heads,
    ]);
    content.write(digest(content.subarray(digestLength + 1)));
    keepFile(path, content);
    clearShelves(shelvesFolder(path), new Set([...kept, ...shelves.map(([name]) => name)]));
  }

  /** The names of its shelves. */
  get shelves(): string[] {
    return this.#shelves.map(({ name }) => name);
  }

  /** The number of a file's card. */
  cardOf(file: number): number {
    return this.#cardOfFile[file] ?? -1;
  }

  /**
   * Whether a file is as it was.
   *
   * @param states of some files, as `encodeStates` writes them
   * @param at which of these files it is
   */
  isInState(file: number, states: Float64Array, at: number): boolean {
    for (let part = 0; part < stateSize; part++) {
      if (this.#states[file * stateSize + part] !== states[at * stateSize + part]) return false;
    }
    return true;
  }

  /** When a card was last one of the archive's. */
  usedAt(card: number): number {
    return this.#used[card] ?? 0;
  }

  /** The number of the card with a key; to look for a few is faster than to list the keys of all. */
  find(key: string): number | undefined {
    let at = this.#keys.indexOf(key);
    while (at > 0 && at % keyLength !== 0) at = this.#keys.indexOf(key, at + 1);
    return at < 0 ? undefined : at / keyLength;
  }

  keyOf(card: number): string {
    return this.#keys.slice(card * keyLength, (card + 1) * keyLength);
  }

  open(card: number): Card {
    return new OpenedCard(card, this);
  }

  imagesOf(card: number): Card['images'] {
    return this.#images.get(card) ?? [];
  }

  messagesOf(card: number): Card['messages'] {
    return this.#messages.get(card) ?? [];
  }

  marksOf(card: number): Int32Array {
    return this.#marks.subarray(card === 0 ? 0 : this.#marksEnds[card - 1], this.#marksEnds[card]);
  }

  /** How many stories a card brings to an archive, without making its marks. */
  countStories(card: number): number {
    const lengthIn = (ends: Int32Array) => (ends[card] ?? 0) - (ends[card - 1] ?? 0);
    return lengthIn(this.#factsEnds) === 0 ? 0 : lengthIn(this.#marksEnds) / markSize;
  }

  factsOf(card: number): Facts | undefined {
    const numbers = this.#facts.subarray(card === 0 ? 0 : this.#factsEnds[card - 1], this.#factsEnds[card]);
    return numbers.length === 0 ? undefined : new OpenedFacts(numbers, this.words);
  }

  headOf(card: number): Buffer {
    return this.#heads.subarray(card === 0 ? 0 : this.#headEnds[card - 1], this.#headEnds[card]);
  }

  bodyOf(card: number): Json {
    const place = this.#shelves.find(({ end }) => card < end);
    return place?.shelf.read(card - place.first) ?? this.#restore(this.keyOf(card));
  }
}

/** Makes the body of a card with a key anew. */
type Restore = (key: string) => Json;

/** @returns the names of the shelves, and how many cards each has */
function writeShelves(folder: string, cards: Content['cards']): [name: string, count: number][] {
  return Array.from(
    Map.groupBy(cards, ({ shelf }) => shelf),
    ([group, some]) => {
      const keys = some.map(({ key }) => key);
      const name = nameShelf(group, keys);
      writeShelf(join(folder, name), () => some.map(({ card }) => toBytes(card.body)));
      return [name, some.length];
    },
  );
}

/** A card of which each part is cut out of the columns when it is asked for. */
class OpenedCard implements Card {
  readonly #card: number;
  readonly #columns: Columns;
  #facts: Facts | undefined;

  constructor(card: number, columns: Columns) {
    this.#card = card;
    this.#columns = columns;
  }

  get images() {
    return this.#columns.imagesOf(this.#card);
  }

  get messages() {
    return this.#columns.messagesOf(this.#card);
  }

  get marks() {
    return this.#columns.marksOf(this.#card);
  }

  get facts() {
    return (this.#facts ??= this.#columns.factsOf(this.#card));
  }

  get head() {
    return this.#columns.headOf(this.#card);
  }

  get body() {
    return this.#columns.bodyOf(this.#card);
  }
}

/** What is no number. */
interface Head {
  names: string[];
  cards: number;
  words: readonly string[];
  shelves: [name: string, count: number][];
  images: [card: number, images: Card['images']][];
  messages: [card: number, messages: Card['messages']][];
  /** How many numbers these relations are. */
  linked: number;
  alike: number;
}

const noFacts = new Int32Array();

/** Of a key in hexadecimal digits. */
const keyLength = 40;
const digestLength = 40;

/** Fills numbers with the next bytes. They are copied, since numbers begin at multiples of their size only. */
function fill<T extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  numbers: T,
  take: (length: number) => Buffer,
): T {
  Buffer.from(numbers.buffer).set(take(numbers.byteLength));
  return numbers;
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Where each of some columns' parts ends. */
function endsOf(parts: readonly { length: number }[]): Int32Array {
  let end = 0;
  return Int32Array.from(parts, ({ length }) => (end += length));
}

function concatenate(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(endsOf(parts).at(-1) ?? 0);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A card's text as it is in the file already, or in UTF-8. */
function toBytes(text: Json): Buffer {
  return typeof text === 'string' ? Buffer.from(text) : text;
}

function digest(bytes: Uint8Array): string {
  return hash('sha256', bytes).slice(0, digestLength);
}
