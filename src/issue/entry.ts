import { changedOn } from './change.ts';
import { hostOf } from './link.ts';
import type { Issue } from './schema.ts';

/** An issue as the archive lists it, without its texts. */
export interface Entry extends EntryHead {
  sections: EntrySection[];
}

/** What every list shows of an issue. */
export interface EntryHead {
  date: string;
  tagline: string;
  title?: string;
  draft: boolean;
  /** The day of its last change after publication. */
  changed?: string;
  /** The dates that it had before, the first one first. */
  aliases?: string[];
  /** The images under `public/` that its texts show, as paths from there: `/images/chart.png`. */
  images?: string[];
  /** Its sections, as far as most of those who go through an archive need them. */
  outline: OutlineSection[];
}

export interface OutlineSection {
  name: string;
  /** Of each item the host that it links to; empty where it has no link. */
  hosts: string[];
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

/**
 * What every list shows of an issue.
 *
 * @param images the paths of its local images
 */
export function toHead(issue: Issue, images: readonly string[]): EntryHead {
  const { date, tagline, title, draft, aliases, sections } = issue;
  const changed = changedOn(issue);
  return {
    date,
    tagline,
    ...(title !== undefined && { title }),
    draft,
    ...(changed !== undefined && { changed }),
    ...(aliases !== undefined && { aliases }),
    ...(images.length > 0 && { images: [...new Set(images)].sort() }),
    outline: sections.map(({ name, items }) => ({
      name,
      hosts: items.map(({ link }) => (link === undefined ? '' : hostOf(link))),
    })),
  };
}

/** An entry whose sections are made when they are first asked for: most of those who go through an archive never do. */
export function openEntry(head: EntryHead, readSections: () => EntrySection[]): Entry {
  let sections: EntrySection[] | undefined;
  return {
    ...head,
    get sections() {
      return (sections ??= readSections());
    },
  };
}
