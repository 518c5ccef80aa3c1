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

/** The runs of an item's story that its page leads to. */
export interface NearestRuns {
  /** Which of its issue's stories it is, from 0. */
  index: number;
  /** The item's anchor. */
  name: string;
  /** What it goes on with. */
  previously?: Run;
  /** The next follow-up. */
  later?: Run;
}

/**
 * The nearest runs of the stories of an issue: the one that a follow-up goes on with, and the next follow-up of an item.
 *
 * @param dates of the issues that have a page: in a build, no page leads to a draft
 */
export function findNearestRuns(threads: readonly Thread[], dates: Pick<ReadonlySet<string>, 'has'>): NearestRuns[] {
  return threads.flatMap((thread) => {
    const before = findShown(thread.earlier);
    const next = findShown(thread.later);
    if (!before && !next) return [];
    return {
      index: thread.index,
      get name() {
        return thread.name;
      },
      ...(before && { previously: before }),
      ...(next && { later: next }),
    };
  });

  function findShown(runs: Iterable<Run>): Run | undefined {
    for (const run of runs) if (dates.has(run.date)) return run;
    return undefined;
  }
}

/**
 * What changes with some runs, without reading any of them.
 *
 * @param keyOf tells the key of the issue of a date
 */
export function stampRuns(
  runs: readonly NearestRuns[],
  keyOf: (date: string) => string | undefined,
): (string | number | undefined)[] {
  const stamp = (run: Run | undefined) => (run ? [run.date, run.index, keyOf(run.date)] : [undefined]);
  return runs.flatMap(({ index, previously, later }) => [index, ...stamp(previously), ...stamp(later)]);
}

/** The page of an issue with the nearest runs of its items' stories. */
export function addThreads(
  view: IssueView,
  threads: readonly NearestRuns[],
  { language }: Pick<Newsletter, 'language'>,
  site: Site,
): IssueView {
  if (threads.length === 0) return view;
  const byName = new Map(threads.map((thread) => [thread.name, thread]));
  const sections = view.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => {
      const { previously, later } = byName.get(item.name) ?? {};
      return { ...item, ...(previously && { previously: toView(previously) }), ...(later && { later: toView(later) }) };
    }),
  }));
  return { ...view, sections };

  function toView({ date, name, title }: Run): RunView {
    return { written: writeDate(date, language), href: site.href(itemPath(date, name)), title };
  }
}
