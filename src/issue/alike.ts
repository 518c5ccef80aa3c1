import leven from 'leven';

/** 128 bits in four numbers. */
export type Bits = readonly [number, number, number, number];

/** A title made ready to be compared with many others. */
export interface Wording {
  /** Its words in lower case, without accents, marks and punctuation, in alphabetical order. */
  words: string[];
  /**
   * Two titles that are alike have at least one of these in common, and few others have it: so only few pairs of an archive
   * need to be compared. Each stands for two of the title's three longest words, as these are its rarest.
   */
  keys: number[];
  /** A bit of 128 for each word, by which most pairs are told apart without looking at the words. */
  bits: Bits;
}

/** The wording of a title; nothing where its words are too few to tell a story: `Weekly links`. */
export function readWording(title: string): Wording | undefined {
  const words = splitWords(title);
  if (words.length < 4 || words.reduce((sum, { length }) => sum + length, 0) < 16) return undefined;
  words.sort();
  const [first, second, third] = findLongest(words);
  const [a, b, c] = [hash(first), hash(second), hash(third)];
  // A sum is the same whichever comes first.
  const keys = [(a + b) | 0, (a + c) | 0, (b + c) | 0];
  return { words, keys, bits: readBits(words) };
}

/** The three longest of some words in the order of the alphabet, each only once: of words of one length, the first. */
function findLongest(words: readonly string[]): [string, string, string] {
  let [first, second, third] = ['', '', ''];
  let last = '';
  for (const word of words) {
    if (word === last) continue;
    last = word;
    if (word.length > first.length) [first, second, third] = [word, first, second];
    else if (word.length > second.length) [second, third] = [word, second];
    else if (word.length > third.length) third = word;
  }
  return [first, second, third];
}

/**
 * Whether two titles tell one story in nearly the same words: each word of the shorter has its partner in the longer,
 * which has one more at most. Of the pairs one may be only near, of six or more two. Numbers, and words with digits in
 * them, are the same or it is another story: `GPT-5` is not `GPT-6`.
 */
export function areAlike(one: Wording, other: Wording): boolean {
  const [shorter, longer] =
    one.words.length <= other.words.length ? [one.words, other.words] : [other.words, one.words];
  if (!mayBeAlike(shorter.length, longer.length, countDiffering(one.bits, other.bits))) return false;
  const [unpaired, rest] = withoutShared(shorter, longer);
  if (unpaired.length > mostNear(shorter.length)) return false;
  for (const word of unpaired) {
    const at = rest.findIndex((candidate) => isNear(word, candidate));
    if (at === -1) return false;
    rest.splice(at, 1);
  }
  return !rest.some((word) => /\d/.test(word));
}

/** Whether two titles may be alike, from the numbers of their words and of the bits that differ: most pairs are not. */
export function mayBeAlike(words: number, otherWords: number, differingBits: number): boolean {
  return Math.abs(words - otherWords) <= 1 && differingBits <= 2 * mostNear(Math.min(words, otherWords)) + 1;
}

/** How many words of a title may be only near to those of the other. */
function mostNear(words: number): number {
  return words < 6 ? 1 : 2;
}

function splitWords(title: string): string[] {
  // Most titles need no more than this, and an archive has very many.
  if (/^[\x20-\x7e]*$/.test(title)) return title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const folded = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What two sorted lists do not have in common. */
function withoutShared(one: readonly string[], other: readonly string[]): [string[], string[]] {
  const left: string[] = [];
  const right: string[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const a = one[i];
    const b = other[j];
    if (a === undefined || b === undefined) return [left.concat(one.slice(i)), right.concat(other.slice(j))];
    if (a === b) {
      i++;
      j++;
    } else if (a < b) {
      left.push(a);
      i++;
    } else {
      right.push(b);
      j++;
    }
  }
}

/** Whether one word is the other mistyped or inflected. `Million` and `billion` are not: slips spare the first letter. */
function isNear(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  if (length < 5 || one[0] !== other[0] || /\d/.test(one + other)) return false;
  const limit = length < 10 ? 1 : 2;
  return leven(one, other, { maxDistance: limit + 1 }) <= limit;
}

function readBits(words: readonly string[]): Bits {
  const bits: [number, number, number, number] = [0, 0, 0, 0];
  for (const word of words) {
    const sum = hash(word);
    const which = ((sum >>> 5) & 3) as 0 | 1 | 2 | 3; // two bits are no other number
    bits[which] |= 1 << (sum & 31);
  }
  return bits;
}

/** A number for a word, in 32 bits. */
function hash(word: string): number {
  let sum = 0;
  for (let at = 0; at < word.length; at++) sum = (Math.imul(sum, 31) + word.charCodeAt(at)) | 0;
  return Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) ^ (sum >>> 12);
}

function countDiffering(one: Bits, other: Bits): number {
  return one.reduce((sum, bits, at) => sum + countBits(bits ^ (other[at] ?? 0)), 0);
}

/** How many bits of 32 are set. */
export function countBits(bits: number): number {
  // Adds neighbouring bits to sums of two, these to sums of four, these to sums of eight, and all of these.
  const twos = bits - ((bits >>> 1) & 0x55555555);
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
