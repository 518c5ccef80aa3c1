/** What is asked of every issue of an archive, whatever the site shows of it. */
export interface Facts {
  date: string;
  draft: boolean;
  /** The day of its last change after publication. */
  changed?: string | undefined;
  /** Whether it had other dates before. */
  hasAliases: boolean;
  /** Whether its texts show images under `public/`. */
  hasImages: boolean;
  /** Its sections, as far as most of those who go through an archive need them. */
  outline: OutlineSection[];
}

export interface OutlineSection {
  name: string;
  /** Of each item the host that it links to; empty where it has no link. */
  hosts: string[];
}

/** Words under numbers: an archive has a hundred thousand hosts, but few different ones. */
export class Lexicon {
  /** The words that it began with, each under its number still. */
  readonly base: readonly string[];
  readonly words: string[];
  #numbers: Map<string, number> | undefined;

  constructor(base: readonly string[] = []) {
    this.base = base;
    this.words = [...base];
  }

  numberOf(word: string): number {
    const numbers = (this.#numbers ??= new Map(this.words.map((other, number) => [other, number])));
    let number = numbers.get(word);
    if (number === undefined) numbers.set(word, (number = this.words.push(word) - 1));
    return number;
  }
}

/**
 * Facts as numbers, words by those of a lexicon: flags, the date, the day of the change or zero; then of each section its
 * name, how many items it has, and the host of each.
 */
export function encodeFacts(facts: Facts, lexicon: Lexicon): Int32Array {
  if (facts instanceof OpenedFacts && facts.isOf(lexicon)) return facts.numbers;
  const { date, draft, changed, hasAliases, hasImages, outline } = facts;
  const flags = (draft ? isDraft : 0) | (hasAliases ? aliased : 0) | (hasImages ? illustrated : 0);
  return Int32Array.from([
    flags,
    toNumber(date),
    changed === undefined ? 0 : toNumber(changed),
    ...outline.flatMap(({ name, hosts }) => [
      lexicon.numberOf(name),
      hosts.length,
      ...hosts.map((host) => lexicon.numberOf(host)),
    ]),
  ]);
}

/** Facts as `encodeFacts` wrote them. Each is made when it is asked for. */
export class OpenedFacts implements Facts {
  readonly numbers: Int32Array;
  readonly #words: readonly string[];
  #date: string | undefined;
  #outline: OutlineSection[] | undefined;

  constructor(numbers: Int32Array, words: readonly string[]) {
    this.numbers = numbers;
    this.#words = words;
  }

  /** Whether its numbers are those of a lexicon, too. */
  isOf({ base }: Lexicon): boolean {
    return base === this.#words;
  }

  get date(): string {
    return (this.#date ??= toDate(this.numbers[1]));
  }

  get draft(): boolean {
    return this.#has(isDraft);
  }

  get changed(): string | undefined {
    return this.numbers[2] === 0 ? undefined : toDate(this.numbers[2]);
  }

  get hasAliases(): boolean {
    return this.#has(aliased);
  }

  get hasImages(): boolean {
    return this.#has(illustrated);
  }

  get outline(): OutlineSection[] {
    return (this.#outline ??= this.#readOutline());
  }

  #readOutline(): OutlineSection[] {
    const outline: OutlineSection[] = [];
    for (let at = 3; at < this.numbers.length;) {
      const name = this.#word(at);
      const hosts = new Array<string>(this.numbers[at + 1] ?? 0);
      at += 2;
      for (let item = 0; item < hosts.length; item++) hosts[item] = this.#word(at++);
      outline.push({ name, hosts });
    }
    return outline;
  }

  #word(at: number): string {
    return this.#words[this.numbers[at] ?? -1] ?? '';
  }

  #has(flag: number): boolean {
    return ((this.numbers[0] ?? 0) & flag) !== 0;
  }
}

const [isDraft, aliased, illustrated] = [1, 2, 4];

/** `2026-03-23` as 20260323. */
function toNumber(date: string): number {
  return Number(date.replaceAll('-', ''));
}

function toDate(number = 0): string {
  const digits = String(number).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
