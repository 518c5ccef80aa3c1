import type { Entry } from '../issue/entry.ts';
import { hostOf } from '../issue/link.ts';

/** An item as lists over many issues know it. */
export interface Story {
  /** Of its issue. */
  date: string;
  /** The name of its section. */
  section: string;
  /** Its anchor on the page. */
  name: string;
  /** Safe HTML. */
  title: string;
  /** The host of its link. */
  host?: string;
}

/** Every story of some issues, in their order. */
export function listStories(entries: readonly Entry[]): Story[] {
  return entries.flatMap(storiesOf);
}

/** In a preview an archive is listed anew after each save, and all entries but one are those of before. */
const known = new WeakMap<Entry, Story[]>();

function storiesOf(entry: Entry): Story[] {
  const stories = known.get(entry) ?? readStories(entry);
  known.set(entry, stories);
  return stories;
}

function readStories({ date, sections }: Entry): Story[] {
  return sections.flatMap((section) =>
    section.items.map(({ name, title, link }) => {
      const host = link === undefined ? '' : hostOf(link);
      return { date, section: section.name, name, title, ...(host && { host }) };
    }),
  );
}
