import { listStories, type Story } from './story.ts';
import type { Entry } from '../issue/entry.ts';

/** A host that stories come from. */
export interface Source {
  host: string;
  /** In the order of the issues. */
  stories: Story[];
}

/** A host with fewer stories has no page of its own. */
export const fewestStories = 3;

/** The sources that have a page, the most used first. */
export function groupSources(entries: readonly Entry[]): Source[] {
  const linked = listStories(entries).filter(({ host }) => host !== undefined);
  return [...Map.groupBy(linked, ({ host = '' }) => host)]
    .map(([host, stories]) => ({ host, stories }))
    .filter(({ stories }) => stories.length >= fewestStories)
    .sort((a, b) => b.stories.length - a.stories.length || (a.host < b.host ? -1 : 1));
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

/** Every page of every source, newest year first. */
export function listSourcePages(sources: readonly Source[]): SourcePage[] {
  return sources.flatMap(({ host, stories }): SourcePage[] => {
    if (stories.length <= mostTogether) return [{ host, stories, years: [] }];
    const byYear = Map.groupBy(stories, ({ date }) => date.slice(0, 4));
    const years = [...byYear.keys()];
    return [...byYear].map(([year, ofYear], at) => ({
      host,
      year,
      stories: ofYear,
      years,
      ...(at === 0 && { count: stories.length }),
    }));
  });
}
