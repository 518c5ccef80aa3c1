import type { Issue } from './schema.ts';

/** An issue as the archive lists it, without its texts. */
export interface Entry {
  date: string;
  tagline: string;
  title?: string;
  draft: boolean;
  sections: { name: string; items: { name: string; title: string; link?: string }[] }[];
}

/** What a list shows of an issue. */
export function toEntry({ date, tagline, title, draft, sections }: Issue): Entry {
  return {
    date,
    tagline,
    ...(title !== undefined && { title }),
    draft,
    sections: sections.map((section) => ({
      name: section.name,
      items: section.items.map((item) => ({
        name: item.name,
        title: item.title.html,
        ...(item.link !== undefined && { link: item.link }),
      })),
    })),
  };
}
