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
  /** Of each item the host that it links to; empty where it has no link. */
  hosts: Words;
}

export interface OutlineSection {
  name: string;
  /** How many items it has. */
  count: number;
}

/** Some words, each by its number in a list that has it once: an archive has a hundred thousand hosts, but few different ones. */
export interface Words {
  list: readonly string[];
  numbers: ArrayLike<number>;
}

/** A list of words, each once, to which more can be added. */
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

  /** The numbers of some words in this list. */
  numbersOf({ list, numbers }: Words): ArrayLike<number> {
    return list === this.base ? numbers : Array.from(numbers, (number) => this.numberOf(list[number] ?? ''));
  }
}

/** Words in a list of their own. */
export function toWords(words: readonly string[]): Words {
  const lexicon = new Lexicon();
  const numbers = words.map((word) => lexicon.numberOf(word));
  return { list: lexicon.words, numbers };
}

/**
 * Facts as numbers, words by those of a lexicon: flags, the date, the day of the change or zero, how many sections there are;
 * of each section its name and how many items it has; then of each item its host.
 */
export function encodeFacts(facts: Facts, lexicon: Lexicon): Int32Array {
  if (facts instanceof OpenedFacts && facts.isOf(lexicon)) return facts.numbers;
  const { date, draft, changed, hasAliases, hasImages, outline, hosts } = facts;
  const flags = (draft ? isDraft : 0) | (hasAliases ? aliased : 0) | (hasImages ? illustrated : 0);
  return Int32Array.from([
    flags,
    toNumber(date),
    changed === undefined ? 0 : toNumber(changed),
    outline.length,
    ...outline.flatMap(({ name, count }) => [lexicon.numberOf(name), count]),
    ...Array.from(lexicon.numbersOf(hosts)),
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

  get hosts(): Words {
    return { list: this.#words, numbers: this.numbers.subarray(this.#hostsAt) };
  }

  get #hostsAt(): number {
    return sectionsAt + 2 * (this.numbers[sectionsAt - 1] ?? 0);
  }

  #readOutline(): OutlineSection[] {
    const outline: OutlineSection[] = [];
    for (let at = sectionsAt; at < this.#hostsAt; at += 2) {
      outline.push({ name: this.#words[this.numbers[at] ?? -1] ?? '', count: this.numbers[at + 1] ?? 0 });
    }
    return outline;
  }

  #has(flag: number): boolean {
    return ((this.numbers[0] ?? 0) & flag) !== 0;
  }
}

/** Where the sections begin among the numbers, after how many there are. */
const sectionsAt = 4;
const [isDraft, aliased, illustrated] = [1, 2, 4];

/** `2026-03-23` as 20260323. */
function toNumber(date: string): number {
  return Number(date.replaceAll('-', ''));
}

function toDate(number = 0): string {
  const digits = String(number).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
