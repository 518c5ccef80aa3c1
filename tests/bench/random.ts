/** Draws numbers that look random, and are the same for the same seed. */
export interface Random {
  /** A number from 0 up to, but not, 1. */
  next: () => number;
  /** A whole number from one to another, both included. */
  between: (low: number, high: number) => number;
  /** One of some things, each as likely as another. */
  pick: <T>(things: readonly [T, ...T[]]) => T;
  /** A rank from 0 below a size: the second is half as likely as the first, the third a third, as words and sites are. */
  rank: (size: number) => number;
}

/** A source of numbers for a seed of whole numbers. */
export function createRandom(...seed: readonly number[]): Random {
  let state = seed.reduce((mixed, part) => scramble(mixed ^ (part + 0x9e3779b9)), 0);
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    return (scramble(state) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: (things) => things[between(0, things.length - 1)] ?? things[0],
    // The logarithm of such a rank is as likely to be one number as another.
    rank: (size) => Math.floor((size + 1) ** next()) - 1,
  };
}

/** Changes about half of a number's 32 bits for each bit that is another. */
function scramble(bits: number): number {
  let mixed = bits | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
