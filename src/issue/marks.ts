import { hash as digest } from 'node:crypto';
import { countBits, mayBeAlike, readWording } from './alike.ts';
import { spread } from './groups.ts';
import type { Story } from './story.ts';

/** How many numbers tell one story from the others: two of its link, three keys, four of bits
 * and one of flags of its title. */
export const markSize = 10;
/** How many keys a title has. */
export const keysOfTitle = 3;

/**
 * The marks of some stories: numbers by which a story is found again among all of an archive, without reading any text.
 * Two links have the same numbers only where they are the same; titles with a number in common are still to be compared.
 */
export function markStories(stories: readonly Story[]): Int32Array {
  const marks = new Int32Array(stories.length * markSize);
  stories.forEach(({ title, link, followup }, index) => {
    const wording = readWording(title);
    const [key1 = 0, key2 = 0, key3 = 0] = wording?.keys ?? [];
    const flags = (link === undefined ? 0 : hasLink) | (wording ? hasWording : 0) | (followup ? isFollowup : 0);
    const words = Math.min(wording?.words.length ?? 0, mostWords);
    const [high, low] = link === undefined ? [0, 0] : hash(link);
    marks.set(
      [low, high, key1, key2, key3, ...(wording?.bits ?? [0, 0, 0, 0]), flags | (words << 8)],
      index * markSize,
    );
  });
  return marks;
}

const hasLink = 1;
const hasWording = 2;
const isFollowup = 4;
/** Set among the marks of an archive only. */
const isRelated = 8;
const mostWords = 0xffff;

/** Any number of marks, each under its number in the order in which they came. */
export class Marks {
  #numbers: Int32Array;
  /** The number of the file that each story is in. */
  #files: Int32Array;
  #count = 0;

  /** @param expected how many stories are likely to come */
  constructor(expected = 0) {
    this.#numbers = new Int32Array(expected * markSize);
    this.#files = new Int32Array(expected);
  }

  /**
   * @param file the number of the file that they are in
   * @returns the number of the first
   */
  add(marks: Int32Array, file = 0): number {
    const first = this.#count;
    this.#count += marks.length / markSize;
    if (this.#count > this.#files.length) {
      this.#numbers = enlarge(this.#numbers, this.#count * 2 * markSize);
      this.#files = enlarge(this.#files, this.#count * 2);
    }
    this.#numbers.set(marks, first * markSize);
    this.#files.fill(file, first, this.#count);
    return first;
  }

  get count(): number {
    return this.#count;
  }

  /** The marks of one story. */
  of(id: number): Int32Array {
    return this.#numbers.subarray(id * markSize, (id + 1) * markSize);
  }

  /**
   * Takes away the marks of some stories: they are no more.
   *
   * @returns what they were
   */
  clear(first: number, end: number): Int32Array {
    const marks = this.#numbers.slice(first * markSize, end * markSize);
    this.#numbers.fill(0, first * markSize, end * markSize);
    return marks;
  }

  /** The number of the file that a story is in. */
  fileOf(id: number): number {
    return this.#files[id] ?? -1;
  }

  isFollowup(id: number): boolean {
    return (this.#at(id, 9) & isFollowup) !== 0;
  }

  /** Notes whether a story has anything in common with another. */
  relate(id: number, hasOthers: boolean): void {
    const at = id * markSize + 9;
    const flags = this.#numbers[at] ?? 0;
    this.#numbers[at] = hasOthers ? flags | isRelated : flags & ~isRelated;
  }

  /** Whether there is nothing to say of a story: it has nothing in common with any other, and does not say that it has. */
  isAlone(id: number): boolean {
    return (this.#at(id, 9) & (isRelated | isFollowup)) === 0;
  }

  /** The half of a link's number by which links are grouped; nothing where there is no link. */
  link(id: number): number | undefined {
    return (this.#at(id, 9) & hasLink) === 0 ? undefined : this.#at(id, 0);
  }

  /** The half that tells two links of a group apart. */
  linkRest(id: number): number {
    return this.#at(id, 1);
  }

  /** The first, second or third key of a title; nothing where it has too few words to be compared. */
  key(id: number, which: number): number | undefined {
    return (this.#at(id, 9) & hasWording) === 0 ? undefined : this.#at(id, 2 + which);
  }

  /** The stories whose links are in some groups, in their order. */
  findByLink(links: ReadonlySet<number>): number[] {
    const isWanted = createFilter(links);
    const found: number[] = [];
    for (let id = 0; id < this.#count; id++)
      if (isWanted(this.#at(id, 0)) && this.link(id) !== undefined) found.push(id);
    return found;
  }

  /**
   * The keys of titles that are among some, in the order of their stories: of each three times the story, and which of its
   * keys it is.
   */
  findByKey(keys: ReadonlySet<number>): number[] {
    const isWanted = createFilter(keys);
    const found: number[] = [];
    for (let id = 0; id < this.#count; id++) {
      for (let which = 0; which < keysOfTitle; which++) {
        if (isWanted(this.#at(id, 2 + which)) && this.key(id, which) !== undefined)
          found.push(id * keysOfTitle + which);
      }
    }
    return found;
  }

  /** Whether the titles of two stories may be alike. */
  mayBeAlike(id: number, other: number): boolean {
    let differing = 0;
    for (let which = 5; which < 9; which++) differing += countBits(this.#at(id, which) ^ this.#at(other, which));
    return mayBeAlike(this.#at(id, 9) >>> 8, this.#at(other, 9) >>> 8, differing);
  }

  #at(id: number, which: number): number {
    return this.#numbers[id * markSize + which] ?? 0;
  }
}

function enlarge(numbers: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(numbers);
  return larger;
}

/** Tells whether a number is among some. Nearly every one asked for is not, and of that one bit tells. */
function createFilter(numbers: ReadonlySet<number>): (number: number) => boolean {
  const bits = new Uint32Array(2 ** 11);
  for (const number of numbers) {
    const bit = spread(number) >>> 16;
    bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return (number) => {
    const bit = spread(number) >>> 16;
    return ((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0 && numbers.has(number);
  };
}

/** A number of 64 bits for a text, in two halves. No two links that anyone will ever write have the same one. */
function hash(text: string): [number, number] {
  const bytes = digest('sha256', text, 'buffer');
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}
