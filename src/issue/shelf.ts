import { hash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { keepFile, peek } from './files.ts';

// The bodies of cards are nine tenths of an archive's, few are ever read, and those of a year that is over stay the same:
// so each year's are on a shelf, a file of their own, and the catalogue says only which shelf a card is on.

/** The name of a shelf: it changes with the cards on it, and so with all that is in the file. */
export function nameShelf(group: string, keys: readonly string[]): string {
  return `${group}-${hash('sha256', keys.join(' ')).slice(0, 24)}`;
}

/**
 * Writes a shelf, unless it is there: of each text where it ends and its digest, then the texts.
 *
 * @param readTexts gives the texts in the order of the shelf's cards
 */
export function writeShelf(file: string, readTexts: () => readonly Uint8Array[]): void {
  if (existsSync(file)) return;
  const texts = readTexts();
  let end = 0;
  const labels = texts.map((text) => {
    const label = Buffer.alloc(labelLength);
    label.writeInt32LE((end += text.length));
    label.write(digest(text), endLength, 'latin1');
    return label;
  });
  keepFile(file, Buffer.concat([...labels, ...texts]));
}

/** A shelf, of which only those texts are read that are asked for. */
export class Shelf {
  readonly #file: string;
  readonly #count: number;
  #labels: Buffer | undefined;

  /** @param count how many texts there are */
  constructor(file: string, count: number) {
    this.#file = file;
    this.#count = count;
  }

  /** A text of the shelf; nothing where it was cut short or changed, or is gone. */
  read(at: number): Buffer | undefined {
    return peek(this.#file, (take) => {
      const labels = (this.#labels ??= take(0, this.#count * labelLength));
      const start = at === 0 ? 0 : labels.readInt32LE((at - 1) * labelLength);
      const label = labels.subarray(at * labelLength, (at + 1) * labelLength);
      const text = take(labels.length + start, label.readInt32LE() - start);
      return digest(text) === label.toString('latin1', endLength) ? text : undefined;
    });
  }
}

function digest(text: Uint8Array): string {
  return hash('sha256', text).slice(0, digestLength);
}

/** Removes the shelves of a folder that no card is on. One that is new may be another process's, not yet in its catalogue. */
export function clearShelves(folder: string, used: ReadonlySet<string>): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const seen = statSync(file, { throwIfNoEntry: false });
    if (!used.has(name) && seen && Date.now() - seen.mtimeMs > minute) rmSync(file, { force: true });
  }
}

const minute = 60_000;
const digestLength = 32;
/** Of the number that tells where a text ends. */
const endLength = 4;
const labelLength = endLength + digestLength;
