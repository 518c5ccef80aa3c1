import type { Entry, EntryWithHosts } from '../issue/entry.ts';
import { Lexicon } from '../issue/facts.ts';
import { listStories, type Story } from './story.ts';

/** A host that stories come from. */
export interface Source {
  host: string;
  /** How many stories there are. */
  count: number;
  /** Of each story the issue that it is in, in the order of the entries: an issue is there as often as it has one. */
  issues: Entry[];
  /** Its years, in the same order. */
  years: SourceYear[];
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
  const counts = new Uint32Array(lexicon.words.length);
  hosts.forEach((numbers) => countHosts(numbers, counts));
  // Most hosts are named once or twice, and are nothing that anything is kept of.
  const sources = lexicon.words.map((host, number): Source | undefined => {
    const count = counts[number] ?? 0;
    return host !== '' && count >= fewestStories ? { host, count, issues: [], years: [] } : undefined;
  });
  entries.forEach((entry, at) => addStories(entry, hosts[at] ?? [], sources));
  return sources
    .filter((source) => source !== undefined)
    .sort((a, b) => b.count - a.count || (a.host < b.host ? -1 : 1));
}

function countHosts(hosts: ArrayLike<number>, counts: Uint32Array): void {
  for (let item = 0; item < hosts.length; item++) {
    const host = hosts[item] ?? 0;
    counts[host] = (counts[host] ?? 0) + 1;
  }
}

function addStories(entry: Entry, hosts: ArrayLike<number>, sources: readonly (Source | undefined)[]): void {
  const year = entry.date.slice(0, 4);
  for (let item = 0; item < hosts.length; item++) {
    const source = sources[hosts[item] ?? 0];
    if (source) addStory(source, year, entry);
  }
}

function addStory({ issues, years }: Source, year: string, entry: Entry): void {
  const end = issues.push(entry);
  const last = years[years.length - 1];
  if (last?.year === year) last.end = end;
  else years.push({ year, first: end - 1, end });
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

  /** The issues that its stories are in. */
  listIssues(): Entry[] {
    const ofStories = this.#source.issues.slice(this.#range.first, this.#range.end);
    return ofStories.filter((issue, at) => issue !== ofStories[at - 1]);
  }

  read(): SourcePage {
    const { host, year, years, count } = this;
    const stories = listStories(this.listIssues()).filter((story) => story.host === host);
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
