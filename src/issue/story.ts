import { canonicalLink } from './link.ts';
import type { Place, Places } from './place.ts';
import type { Issue } from './schema.ts';

/** What the archive keeps of an item, to know its story again when it runs a second time. */
export interface Story {
  /** The section, and the number of the item in it, from 1. */
  section: string;
  number: number;
  /** The item's anchor on its page. */
  name: string;
  title: string;
  /** The canonical link. */
  link?: string;
  followup: boolean;
  /** Where the item begins in its file. */
  place: Place;
  /** Where its `{followup}` stands. */
  followupPlace?: Place;
}

/** The stories of an issue, in the order of its file. */
export function listStories({ sections }: Issue, places: Places): Story[] {
  return sections.flatMap((section, s) =>
    section.items.map(({ name, title, link, followup }, i) => ({
      section: section.name,
      number: i + 1,
      name,
      title: title.text,
      ...(link !== undefined && { link: canonicalLink(link) }),
      followup,
      place: places.find(['sections', s, 'items', i]),
      ...(followup && { followupPlace: places.find(['sections', s, 'items', i, 'followup']) }),
    })),
  );
}
