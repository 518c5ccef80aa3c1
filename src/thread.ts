import { writeDate, type WrittenDate } from './calendar.ts';
import type { Run, Thread } from './issue/stories.ts';
import type { Newsletter } from './newsletter.ts';
import { itemPath, type Site } from './urls.ts';
import type { IssueView } from './view.ts';

/** Another run of an item's story, as the item's page links to it. */
export interface RunView {
  written: WrittenDate;
  href: string;
  title: string;
}

/**
 * The page of an issue with the nearest runs of its items' stories: the one that a follow-up goes on with, and the next
 * follow-up of an item.
 *
 * @param dates of the issues that have a page: in a build, no page leads to a draft
 */
export function addThreads(
  view: IssueView,
  threads: readonly Thread[],
  dates: ReadonlySet<string>,
  newsletter: Newsletter,
  site: Site,
): IssueView {
  if (threads.length === 0) return view;
  const byName = new Map(threads.map((thread) => [thread.name, thread]));
  const sections = view.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => {
      const thread = byName.get(item.name);
      const previously = thread?.earlier.findLast(({ date }) => dates.has(date));
      const later = thread?.later.find(({ date }) => dates.has(date));
      return { ...item, ...(previously && { previously: toView(previously) }), ...(later && { later: toView(later) }) };
    }),
  }));
  return { ...view, sections };

  function toView({ date, name, title }: Run): RunView {
    return { written: writeDate(date, newsletter.language), href: site.href(itemPath(date, name)), title };
  }
}
