import { writeDate, type WrittenDate } from './calendar.ts';
import type { Run, Thread } from './issue/runs.ts';
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
  const isShown = (date: string) => dates.has(date);
  return threads.flatMap((thread) => {
    const before = thread.earlier.find(isShown);
    const next = thread.later.find(isShown);
    if (!before && !next) return [];
    const { index, name } = thread;
    return { index, name, ...(before && { previously: toData(before) }), ...(next && { later: toData(next) }) };
  });
}

/**
 * What changes with those runs, without reading any of them.
 *
 * @param keys of the issues that have a page, by their dates
 */
export function stampRuns(
  threads: readonly Thread[],
  keys: ReadonlyMap<string, string>,
): (string | number | undefined)[] {
  const isShown = (date: string) => keys.has(date);
  const stamps: (string | number | undefined)[] = [];
  for (const { index, earlier, later } of threads) {
    const before = earlier.find(isShown);
    const next = later.find(isShown);
    if (before || next) stamps.push(index, ...stampRun(before, keys), ...stampRun(next, keys));
  }
  return stamps;
}

function stampRun(run: Run | undefined, keys: ReadonlyMap<string, string>): (string | number | undefined)[] {
  return run ? [run.date, run.index, keys.get(run.date)] : [undefined];
}

/** A run as it can be sent to another thread. */
function toData({ date, index, name, title }: Run): Run {
  return { date, index, name, title };
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
