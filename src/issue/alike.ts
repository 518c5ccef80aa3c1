import leven from 'leven';

/** A title made ready to be compared with many others. */
export interface Wording {
  /** Its words in lower case, without accents, marks and punctuation. */
  words: string[];
  /**
   * Two titles that are alike have at least one of these in common, and few others have it: so only few pairs of an archive
   * need to be compared. Each is two of the title's three longest words, as these are its rarest.
   */
  keys: string[];
  /** A bit for each word, by which most pairs are told apart without looking at the words. */
  bits: number;
}

/** The wording of a title; nothing where its words are too few to tell a story: `Weekly links`. */
export function readWording(title: string): Wording | undefined {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 4 || words.join('').length < 16) return undefined;
  const [a = '', b = '', c = ''] = [...new Set(words)].sort((x, y) => y.length - x.length || (x < y ? -1 : 1));
  const bits = words.reduce((all, word) => all | (1 << hash(word)), 0);
  return { words, keys: [pair(a, b), pair(a, c), pair(b, c)], bits };
}

/**
 * Whether two titles tell one story in nearly the same words: each word of the shorter has its partner in the longer,
 * which has one more at most, and at most two of the pairs are only near. Numbers, and words with digits in them, are the
 * same or it is another story: `GPT-5` is not `GPT-6`.
 */
export function areAlike(one: Wording, other: Wording): boolean {
  // A word more, and two words that differ, are five bits at most.
  if (countBits(one.bits ^ other.bits) > 5) return false;
  const [shorter, longer] =
    one.words.length <= other.words.length ? [one.words, other.words] : [other.words, one.words];
  if (longer.length - shorter.length > 1) return false;
  const rest = [...longer];
  // Equal words first, so that no near one takes their place.
  const unpaired = shorter.filter((word) => !take(rest, (candidate) => candidate === word));
  if (unpaired.length > 2) return false;
  return (
    unpaired.every((word) => take(rest, (candidate) => isNear(word, candidate))) &&
    !rest.some((word) => /\d/.test(word))
  );
}

function take(words: string[], isWanted: (word: string) => boolean): boolean {
  const at = words.findIndex(isWanted);
  if (at !== -1) words.splice(at, 1);
  return at !== -1;
}

/** Whether one word is the other mistyped or inflected. `Million` and `billion` are not: slips spare the first letter. */
function isNear(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  if (length < 5 || one[0] !== other[0] || /\d/.test(one + other)) return false;
  const limit = length < 10 ? 1 : 2;
  return leven(one, other, { maxDistance: limit + 1 }) <= limit;
}

function pair(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** A number from 0 to 31, the same for the same word. */
function hash(word: string): number {
  let sum = 0;
  for (let at = 0; at < word.length; at++) sum = (Math.imul(sum, 31) + word.charCodeAt(at)) | 0;
  return (sum ^ (sum >>> 16)) & 31;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
