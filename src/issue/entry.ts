import { changedOn } from './change.ts';
import type { Facts, OutlineSection } from './facts.ts';
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
    outline: sections.map(({ name, items }) => ({
      name,
      hosts: items.map(({ link }) => (link === undefined ? '' : hostOf(link))),
    })),
  };
}

/**
 * An entry of which nothing is read before it is asked for: most of those who go through an archive ask for facts only.
 * It cannot be sent to another thread; what `copyEntry` makes of it can.
 */
export class LazyEntry implements Entry {
  readonly #facts: Facts;
  readonly #readHead: () => EntryHead;
  readonly #readSections: () => EntrySection[];
  #head: EntryHead | undefined;
  #sections: EntrySection[] | undefined;

  constructor(facts: Facts, readHead: () => EntryHead, readSections: () => EntrySection[]) {
    this.#facts = facts;
    this.#readHead = readHead;
    this.#readSections = readSections;
  }

  get date(): string {
    return this.#facts.date;
  }

  get draft(): boolean {
    return this.#facts.draft;
  }

  get changed(): string | undefined {
    return this.#facts.changed;
  }

  get outline(): OutlineSection[] {
    return this.#facts.outline;
  }

  get aliases(): string[] | undefined {
    return this.#facts.hasAliases ? this.head.aliases : undefined;
  }

  get images(): string[] | undefined {
    return this.#facts.hasImages ? this.head.images : undefined;
  }

  get tagline(): string {
    return this.head.tagline;
  }

  get title(): string | undefined {
    return this.head.title;
  }

  get sections(): EntrySection[] {
    return (this.#sections ??= this.#readSections());
  }

  private get head(): EntryHead {
    return (this.#head ??= this.#readHead());
  }
}

/** The same entry as nothing but data. */
export function copyEntry({ date, tagline, title, draft, changed, aliases, images, outline, sections }: Entry): Entry {
  return { date, tagline, title, draft, changed, aliases, images, outline, sections };
}
