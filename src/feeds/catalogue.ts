import type { Newsletter } from '../newsletter.ts';
import { homePath, sectionPath } from '../urls.ts';

/** A feed that readers can subscribe to, before anything is in it. */
export interface FeedOutline {
  kind: 'issues' | 'items' | 'section';
  /** Where it is on the site. */
  folder: string;
  title: string;
  description: string;
  /** The path of the page that it follows. */
  page: string;
  /** The name of the only section whose items are in it. */
  section?: string;
}

/** Every feed of a newsletter: the issues first, then all items, then the items of each section. */
export function listFeeds({ title, description, sections }: Newsletter): FeedOutline[] {
  return [
    { kind: 'issues', folder: '', title, description, page: homePath },
    { kind: 'items', folder: 'items/', title: `${title}: every story`, description, page: homePath },
    ...sections.map((section) => ({
      kind: 'section' as const,
      folder: sectionPath(section.path),
      title: `${title}: ${section.name}`,
      description: section.description,
      page: sectionPath(section.path),
      section: section.name,
    })),
  ];
}
