import type { Entry } from '../issue/entry.ts';
import { listStories, type Story } from './story.ts';

/** A host that stories come from. */
export interface Source {
  host: string;
  /** Its years, in the order of the entries. */
  years: SourceYear[];
  /** How many stories there are. */
  count: number;
}

/** The stories from a host in one year. */
export interface SourceYear {
  year: string;
  /** Of each story the issue that it is in: an issue is there as often as it has one. */
  issues: Entry[];
}

/** A host with fewer stories has no page of its own. */
export const fewestStories = 3;

/**
 * The sources that have a page, the most used first.
 *
 * @param entries in the order of their dates
 */
export function groupSources(entries: readonly Entry[]): Source[] {
  const counts = new Map<string, number>();
  for (const { outline } of entries) {
    for (const { hosts } of outline) for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  // Most hosts are named once or twice, and are nothing that anything is kept of.
  const isSource = (host: string) => host !== '' && (counts.get(host) ?? 0) >= fewestStories;
  const sources = new Map<string, Source>();
  for (const entry of entries) {
    const year = entry.date.slice(0, 4);
    for (const { hosts } of entry.outline) for (const host of hosts) if (isSource(host)) add(host, year, entry);
  }
  return [...sources.values()].sort((a, b) => b.count - a.count || (a.host < b.host ? -1 : 1));

  function add(host: string, year: string, entry: Entry): void {
    let source = sources.get(host);
    if (!source) sources.set(host, (source = { host, years: [], count: 0 }));
    source.count++;
    let last = source.years.at(-1);
    if (last?.year !== year) source.years.push((last = { year, issues: [] }));
    last.issues.push(entry);
  }
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

/** A page of a source, before its stories are read. */
export interface SourceOutline {
  outline: Omit<SourcePage, 'stories'>;
  /** How many stories there are, and the issues that they are in. */
  count: number;
  listIssues: () => Entry[];
  readStories: () => Story[];
}

/** Every page of every source, newest year first. */
export function listSourcePages(sources: readonly Source[]): SourceOutline[] {
  return sources.flatMap((source): SourceOutline[] => {
    const { host, years, count } = source;
    if (!isPaged(source)) {
      return [
        createOutline(
          { host, years: [] },
          years.flatMap(({ issues }) => issues),
        ),
      ];
    }
    const names = years.map(({ year }) => year);
    return years.map(({ year, issues }, at) =>
      createOutline({ host, year, years: names, ...(at === 0 && { count }) }, issues),
    );
  });
}

function createOutline(outline: SourceOutline['outline'], ofStories: readonly Entry[]): SourceOutline {
  const listIssues = () => ofStories.filter((issue, at) => issue !== ofStories[at - 1]);
  const readStories = () => listStories(listIssues()).filter(({ host }) => host === outline.host);
  return { outline, count: ofStories.length, listIssues, readStories };
}
