import type { Entry, EntryWithHosts } from '../issue/entry.ts';
import { Lexicon } from '../issue/facts.ts';
import { listStories, type Story } from './story.ts';

/** A host that stories come from. */
export interface Source {
  host: string;
  /** How many stories there are. */
  count: number;
  /** Of each story the number of its entry, in their order: an entry is there as often as it has one. */
  numbers: Int32Array;
  /** Its years, in the same order. */
  years: SourceYear[];
  /** Those of all sources. */
  entries: readonly Entry[];
}

/** A year with stories from a host, and which of them these are: a list for each would be more than all else of an archive. */
export interface SourceYear {
  year: string;
  first: number;
  end: number;
}

/** A host with fewer stories has no page of its own. */
export const fewestStories = 3;

/**
 * The sources that have a page, the most used first.
 *
 * @param entries in the order of their dates
 */
export function groupSources(entries: readonly EntryWithHosts[]): Source[] {
  // By the numbers of their hosts, as most of an archive has them already: it has ten times as many stories as hosts.
  const lexicon = new Lexicon(entries.at(-1)?.hosts.list);
  const hosts = entries.map((entry) => lexicon.numbersOf(entry.hosts));
  const { ends, numbers } = sortByHost(hosts, lexicon.words.length);
  const years = entries.map(({ date }) => date.slice(0, 4));
  return lexicon.words
    .flatMap((host, at): Source[] => {
      const [first = 0, end = 0] = [ends[at - 1], ends[at]];
      // Most hosts are named once or twice, and are nothing that anything is kept of.
      if (host === '' || end - first < fewestStories) return [];
      const own = numbers.subarray(first, end);
      return [{ host, count: own.length, numbers: own, years: groupByYear(own, years), entries }];
    })
    .sort((a, b) => b.count - a.count || (a.host < b.host ? -1 : 1));
}

/**
 * The stories of all entries in the order of their hosts, and of each host in that of the entries: an archive has too many
 * for a list of each host's that grows.
 *
 * @param hosts of each entry the numbers of its stories' hosts
 * @param count how many hosts there are
 * @returns of each story the number of its entry, and of each host where its stories end
 */
function sortByHost(hosts: readonly ArrayLike<number>[], count: number): { numbers: Int32Array; ends: Int32Array } {
  const ends = new Int32Array(count);
  for (const ofEntry of hosts) countHosts(ofEntry, ends);
  // First where they begin, then, with each story that is put there, where the next one of its host is to be.
  let end = 0;
  ends.forEach((ofHost, host) => {
    ends[host] = end;
    end += ofHost;
  });
  const numbers = new Int32Array(end);
  hosts.forEach((ofEntry, entry) => {
    for (let item = 0; item < ofEntry.length; item++) {
      const host = ofEntry[item] ?? 0;
      const at = ends[host] ?? 0;
      numbers[at] = entry;
      ends[host] = at + 1;
    }
  });
  return { numbers, ends };
}

function countHosts(hosts: ArrayLike<number>, counts: Int32Array): void {
  for (let item = 0; item < hosts.length; item++) {
    const host = hosts[item] ?? 0;
    counts[host] = (counts[host] ?? 0) + 1;
  }
}

/** @param years of all entries */
function groupByYear(numbers: Int32Array, years: readonly string[]): SourceYear[] {
  const groups: SourceYear[] = [];
  let last: SourceYear | undefined;
  numbers.forEach((number, at) => {
    const year = years[number] ?? '';
    if (last?.year !== year) groups.push((last = { year, first: at, end: at }));
    last.end++;
  });
  return groups;
}

/** A page of one source: all of it, or a year of one with many stories. */
export interface SourcePage {
  host: string;
  /** Nothing where the page has all stories. */
  year?: string;
  stories: Story[];
  /** Every year that has a page of its own, newest first; the first one has the source's own address. */
  years: string[];
  /** On the newest year's page the number of its stories in all years; an older page says nothing that a new day changes. */
  count?: number;
}

/** A source with more stories is paged by year. */
export const mostTogether = 50;

/** Whether a source has a page for each year. */
export function isPaged({ count }: Pick<Source, 'count'>): boolean {
  return count > mostTogether;
}

/** A page of a source, before its stories are read. An archive has tens of thousands of them, most of which stay unread. */
export class SourceOutline implements Omit<SourcePage, 'stories'> {
  readonly year?: string;
  readonly years: string[];
  readonly count?: number;
  readonly #source: Source;
  readonly #range: Omit<SourceYear, 'year'>;

  /** @param year which of the source's years it shows, of some with pages of their own; without, it shows all */
  constructor(source: Source, year?: { at: number; years: string[] }) {
    const range = year && source.years[year.at];
    this.years = year?.years ?? [];
    this.#source = source;
    this.#range = range ?? { first: 0, end: source.count };
    if (range) this.year = range.year;
    if (year?.at === 0) this.count = source.count;
  }

  get host(): string {
    return this.#source.host;
  }

  /** How many stories it shows. */
  get size(): number {
    return this.#range.end - this.#range.first;
  }

  /** The numbers of the entries that its stories are in. */
  listNumbers(): number[] {
    const found: number[] = [];
    let last: number | undefined;
    for (const number of this.#source.numbers.subarray(this.#range.first, this.#range.end)) {
      if (number !== last) found.push((last = number));
    }
    return found;
  }

  read(): SourcePage {
    const { host, year, years, count } = this;
    const entries = this.listNumbers().flatMap((number) => this.#source.entries[number] ?? []);
    const stories = listStories(entries).filter((story) => story.host === host);
    return { host, years, stories, ...(year !== undefined && { year }), ...(count !== undefined && { count }) };
  }
}

/** Every page of every source, newest year first. */
export function listSourcePages(sources: readonly Source[]): SourceOutline[] {
  return sources.flatMap((source) => {
    if (!isPaged(source)) return new SourceOutline(source);
    const years = source.years.map(({ year }) => year);
    return years.map((_, at) => new SourceOutline(source, { at, years }));
  });
}
