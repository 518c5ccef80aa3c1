import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Entry } from './archive.ts';
import type { ParsedFile } from './cache.ts';
import { writeFile } from './files.ts';

/** What a list and a report need of a file: all that reading it gave, but for its texts. */
export interface Card {
  entry?: Entry;
  images: ParsedFile['images'];
  messages: ParsedFile['messages'];
}

/**
 * The cards of a whole archive in one file, so that ten thousand issues are not ten thousand cache files to open. A line
 * is a key, a digest of the card, and the card. A line that was cut short or changed does not match its digest and
 * counts as missing. The file is replaced as a whole: a killed process leaves the old one, and of two the later one wins.
 */
export class Catalogue {
  #path: string;
  #kept: Map<string, string>;
  #used = new Map<string, string>();

  constructor(path: string) {
    this.#path = path;
    this.#kept = new Map(readLines(path).map((line) => [line.slice(0, line.indexOf(' ')), line]));
  }

  /** The card under a key, if it is there and whole. */
  get(key: string): Card | undefined {
    const line = this.#kept.get(key);
    if (line === undefined) return undefined;
    const [, sum = ''] = line.split(' ', 2);
    const json = line.slice(key.length + sum.length + 2);
    if (digest(json) !== sum) return undefined;
    this.#used.set(key, line);
    return JSON.parse(json);
  }

  set(key: string, card: Card): void {
    const json = JSON.stringify(card);
    this.#used.set(key, `${key} ${digest(json)} ${json}`);
  }

  /** Writes the cards that were read or set, where they are other ones than the file has, and forgets the lines. */
  save(): void {
    const isSame =
      this.#used.size === this.#kept.size && [...this.#used].every(([key, line]) => this.#kept.get(key) === line);
    if (!isSame) writeFile(this.#path, [...this.#used.values(), ''].join('\n'));
    this.#kept = new Map();
    this.#used = new Map();
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    // A catalogue that cannot be read is made again.
    return [];
  }
}

function digest(json: string): string {
  return hash('sha256', json).slice(0, 16);
}
