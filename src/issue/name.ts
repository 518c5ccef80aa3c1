import { slug } from 'github-slugger';

/** The pattern of a name set by hand: words in lower case, joined by hyphens. */
export const namePattern = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(?:[-_][\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$/u;

/** Gives every item of one issue its name: the one set by hand, or the slug of its title, each once. */
export class Names {
  #taken: Set<string>;
  /** Of each slug that was given, the number that was last put after it. */
  #numbers = new Map<string, number>();

  /** @param byHand the names set by hand anywhere in the issue: no title takes one of them */
  constructor(byHand: Iterable<string>) {
    this.#taken = new Set(byHand);
  }

  /** The name of an item without one: the slug of its title, numbered where another item has it. */
  fromTitle(title: string): string {
    // A title without a letter or digit still needs a name.
    const words = tidy(slug(title)) || 'story';
    for (;;) {
      const name = tidy(this.#number(words));
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }

  /** A slug as GitHub numbers it, each once. */
  #number(words: string): string {
    let numbered = words;
    while (this.#numbers.has(numbered)) {
      const next = (this.#numbers.get(words) ?? 0) + 1;
      this.#numbers.set(words, next);
      numbered = `${words}-${next}`;
    }
    this.#numbers.set(numbered, 0);
    return numbered;
  }
}

/** One hyphen for a dash among spaces, none at the ends: as namePattern asks. */
function tidy(slugged: string): string {
  return slugged.replace(/[-_]{2,}/g, '-').replace(/^[-_]+|[-_]+$/g, '');
}
