import { changedOn } from './change.ts';
import { toWords, type Facts, type OutlineSection, type Words } from './facts.ts';
import { hostOf } from './link.ts';
import type { Issue } from './schema.ts';

/** An issue as the archive lists it, without its texts. */
export interface Entry {
  date: string;
  tagline: string;
  title?: string | undefined;
  draft: boolean;
  /** The day of its last change after publication. */
  changed?: string | undefined;
  /** The dates that it had before, the first one first. */
  aliases?: string[] | undefined;
  /** The images under `public/` that its texts show, as paths from there: `/images/chart.png`. */
  images?: string[] | undefined;
  /** Its sections, as far as most of those who go through an archive need them. */
  outline: OutlineSection[];
  sections: EntrySection[];
}

/** An entry with its hosts, for those who go through a whole archive. */
export interface EntryWithHosts extends Entry {
  /** Of each item the host that it links to; empty where it has no link. */
  hosts: Words;
}

export interface EntrySection {
  name: string;
  items: EntryItem[];
}

export interface EntryItem {
  name: string;
  /** As HTML. */
  title: string;
  link?: string;
}

/** What only those need of an issue who show it. */
export type EntryHead = Pick<Entry, 'tagline' | 'title' | 'aliases' | 'images'>;

/** @param images the paths of its local images */
export function toHead({ tagline, title, aliases }: Issue, images: readonly string[]): EntryHead {
  return {
    tagline,
    ...(title !== undefined && { title }),
    ...(aliases !== undefined && { aliases }),
    ...(images.length > 0 && { images: [...new Set(images)].sort() }),
  };
}

/** @param images the paths of its local images */
export function toFacts(issue: Issue, images: readonly string[]): Facts {
  const { date, draft, aliases, sections } = issue;
  return {
    date,
    draft,
    changed: changedOn(issue),
    hasAliases: aliases !== undefined,
    hasImages: images.length > 0,
    outline: sections.map(({ name, items }) => ({ name, count: items.length })),
    hosts: toWords(sections.flatMap(({ items }) => items.map(({ link }) => (link === undefined ? '' : hostOf(link))))),
  };
}

/** The same entry as nothing but data. */
export function copyEntry({ date, tagline, title, draft, changed, aliases, images, outline, sections }: Entry): Entry {
  return { date, tagline, title, draft, changed, aliases, images, outline, sections };
}
