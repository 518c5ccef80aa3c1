import { markSize } from './marks.ts';

/** Which stories have something in common, by their numbers: those of the first file come first. */
export interface Relations {
  /** The stories whose link another has, too. */
  linked: Int32Array;
  /** Pairs of a story and one in another file with nearly its title; of each story all in one place, the oldest first. */
  alike: Int32Array;
}

/** Relations as they were found once, under the numbers that the stories have now. */
export interface KeptRelations extends Relations {
  /** The stories that were not there then. */
  fresh: readonly number[];
  /** The marks of the stories that are there no more. */
  gone: readonly Int32Array[];
}

/** A file with stories. */
export interface Numbered {
  name: string;
  /** The key of its content: stories under the same name and key are the same. */
  key: string;
  /** Of its stories. */
  marks: Int32Array;
}

/**
 * The relations of some files' stories under the numbers that the stories have among other files.
 *
 * @param before the files that the relations are of, in the order of their names, but for those before the first difference
 * @param now the files that the stories are numbered in now, in the order of their names, without the same ones
 * @param first how many stories those have
 */
export function renumber(
  { linked, alike }: Relations,
  before: Iterable<Numbered>,
  now: Iterable<Numbered>,
  first = 0,
): KeptRelations {
  const left = new Map<string, Numbered & { first: number }>();
  let count = first;
  for (const file of before) {
    left.set(file.name, { ...file, first: count });
    count += countStories(file);
  }
  const numbers = new Int32Array(count).map((_, id) => (id < first ? id : gone));
  const fresh: number[] = [];
  let number = first;
  for (const file of now) {
    const same = left.get(file.name);
    const isKept = same?.key === file.key;
    if (isKept) left.delete(file.name);
    for (let index = 0; index < countStories(file); index++, number++) {
      if (isKept) numbers[same.first + index] = number;
      else fresh.push(number);
    }
  }
  const pairs: number[] = [];
  for (let at = 0; at < alike.length; at += 2) {
    const [one = gone, other = gone] = [numbers[alike[at] ?? 0], numbers[alike[at + 1] ?? 0]];
    if (one !== gone && other !== gone) pairs.push(one, other);
  }
  return {
    linked: linked.map((id) => numbers[id] ?? gone).filter((id) => id !== gone),
    alike: Int32Array.from(pairs),
    fresh,
    gone: Array.from(left.values(), ({ marks }) => marks),
  };
}

/** The pairs of each story, by the story that comes first in them. */
export function groupPairs(pairs: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let at = 0; at < pairs.length; at += 2) {
    const [one = 0, other = 0] = [pairs[at], pairs[at + 1]];
    const group = groups.get(one);
    if (group) group.push(other);
    else groups.set(one, [other]);
  }
  return groups;
}

function countStories({ marks }: Numbered): number {
  return marks.length / markSize;
}

const gone = -1;
