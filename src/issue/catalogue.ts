import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Card } from './card.ts';
import { keepFile } from './files.ts';
import { markSize } from './marks.ts';
import { isSameState, type FileState } from './state.ts';
import { day, week } from './store.ts';

/** A file as the catalogue knows it: under its key is what it holds. */
export interface Listed {
  /** Its path, from wherever all paths of the catalogue begin. */
  name: string;
  key: string;
  /** Nothing where the state cannot tell whether the file changes: then it is always read. */
  state?: FileState | undefined;
}

/**
 * The cards of a whole archive in one file, and the state of each issue's file when it was read: ten thousand issues are
 * then neither read nor ten thousand cache files to open. It begins with a digest of the rest: what was cut short or
 * changed, or is no catalogue, counts as missing. The file is replaced as a whole: a killed process leaves the old one,
 * and of two the later one wins.
 *
 * After the digest comes an index in JSON, on one line, then the marks of all cards, then their bodies.
 */
export class Catalogue {
  #path: string;
  #now: number;
  #swept: number;
  #files = new Map<string, FileRow>();
  #cards = new Map<string, Kept>();

  /** @param now in milliseconds */
  constructor(path: string, now: number) {
    this.#path = path;
    this.#now = now;
    const { index, marks, bodies } = readCatalogue(path) ?? empty;
    this.#swept = index.swept;
    for (const row of index.files) this.#files.set(row[0], row);
    let [mark, body] = [0, 0];
    for (const [key, used, stories, length, rest] of index.cards) {
      const ownMarks = marks.subarray(mark, (mark += stories * markSize));
      const ownBody = bodies.subarray(body, (body += length));
      this.#cards.set(key, { used: used || index.saved, card: { ...rest, marks: ownMarks, body: ownBody } });
    }
  }

  /** The keys of all cards. */
  get keys(): Iterable<string> {
    return this.#cards.keys();
  }

  /** Whether it is a day since anybody looked for what can be thrown away; when it is saved, it is not any more. */
  get isSweepDue(): boolean {
    return Math.abs(this.#now - this.#swept) >= day;
  }

  /** The key of a file that nobody touched since it was read. */
  keyOf(name: string, state: FileState): string | undefined {
    const [, key, size, modified, changed, node] = this.#files.get(name) ?? [];
    if (key === undefined || size === undefined || modified === undefined || changed === undefined) return undefined;
    return node !== undefined && isSameState(state, { size, modified, changed, node }) ? key : undefined;
  }

  get(key: string): Card | undefined {
    return this.#cards.get(key)?.card;
  }

  set(key: string, card: Card): void {
    this.#cards.set(key, { used: this.#now, card });
  }

  /**
   * Writes the catalogue, where it is another one than the file has.
   *
   * @param files all of the archive. Cards of no file go after a week: another branch may still need them
   */
  save(files: readonly Listed[]): void {
    const isSame =
      !this.isSweepDue &&
      files.length === this.#files.size &&
      files.every((file) => isSameRow(this.#files.get(file.name), toRow(file)));
    if (isSame) return;
    const inUse = new Set(files.map(({ key }) => key));
    const kept = [...this.#cards].filter(([key, { used }]) => inUse.has(key) || Math.abs(this.#now - used) < week);
    const bodies = kept.map(([, { card }]) => (typeof card.body === 'string' ? Buffer.from(card.body) : card.body));
    const index: Index = {
      saved: this.#now,
      swept: this.isSweepDue ? this.#now : this.#swept,
      files: files.map(toRow),
      cards: kept.map(([key, { used, card }], at) => {
        const { marks, body: _, ...rest } = card;
        return [key, inUse.has(key) ? 0 : used, marks.length / markSize, bodies[at]?.length ?? 0, rest];
      }),
    };
    const marks = kept.map(([, { card }]) => Buffer.from(new Int32Array(card.marks).buffer));
    const content = [Buffer.from(`${JSON.stringify(index)}\n`), ...marks, ...bodies];
    keepFile(this.#path, Buffer.concat([Buffer.from(`${digest(content)}\n`), ...content]));
  }
}

interface Kept {
  /** When it was last one of the archive's, in milliseconds. */
  used: number;
  card: Card;
}

interface Index {
  /** When it was written, in milliseconds. */
  saved: number;
  /** When the cache was last swept. */
  swept: number;
  files: FileRow[];
  cards: CardRow[];
}

type FileRow = [name: string, key: string, ...state: number[]];

/** What is used by the archive has zero for its time. */
type CardRow = [key: string, used: number, stories: number, bodyLength: number, card: Omit<Card, 'marks' | 'body'>];

const empty = {
  index: { saved: 0, swept: 0, files: [], cards: [] } satisfies Index,
  marks: new Int32Array(),
  bodies: Buffer.of(),
};

function readCatalogue(path: string): { index: Index; marks: Int32Array; bodies: Buffer } | undefined {
  try {
    const bytes = readFileSync(path);
    const content = bytes.subarray(digestLength + 1);
    if (bytes.toString('latin1', 0, digestLength) !== digest([content])) return undefined;
    const end = content.indexOf('\n');
    // Whoever wrote the digest wrote this, too.
    const index: Index = JSON.parse(content.toString('utf8', 0, end));
    const numbers = index.cards.reduce((sum, [, , stories]) => sum + stories, 0) * markSize;
    const bodies = content.subarray(end + 1 + numbers * Int32Array.BYTES_PER_ELEMENT);
    const marks = new Int32Array(numbers);
    Buffer.from(marks.buffer).set(content.subarray(end + 1, content.length - bodies.length));
    return { index, marks, bodies };
  } catch {
    // A catalogue that cannot be read is made again.
    return undefined;
  }
}

function toRow({ name, key, state }: Listed): FileRow {
  return state ? [name, key, state.size, state.modified, state.changed, state.node] : [name, key];
}

function isSameRow(one: FileRow | undefined, other: FileRow): boolean {
  return one !== undefined && one.length === other.length && one.every((value, at) => value === other[at]);
}

function digest(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, digestLength);
}

const digestLength = 40;
