import { monthPath } from '../urls.ts';
import type { FeedHistory } from './feed.ts';

/** A month's document of the issue feed. */
export interface MonthDocument {
  /** `2026-03` */
  month: string;
  folder: string;
  history: FeedHistory;
}

/**
 * The months' documents that together hold every issue once, oldest first.
 *
 * A month's document depends on its own issues and on those before, never on later ones, so that its bytes stay the same
 * once the month is over. Its `next` therefore is always the month that follows in the calendar: to keep that from leading
 * nowhere, a month that follows one with issues has a document even while it is empty. Its `previous` is the last month
 * before it that has issues.
 *
 * @param withIssues the months in which issues were published, in any order
 */
export function listMonths(withIssues: Iterable<string>): MonthDocument[] {
  const written = new Set(withIssues);
  const months = [...new Set([...written].flatMap((month) => [month, monthAfter(month)]))].sort();
  let previous: string | undefined;
  return months.map((month, at) => {
    const next = written.has(month) ? monthAfter(month) : months[at + 1];
    const document: MonthDocument = {
      month,
      folder: monthPath(month),
      history: {
        kind: 'archive',
        ...(previous !== undefined && { previous: monthPath(previous) }),
        ...(next !== undefined && { next: monthPath(next) }),
      },
    };
    if (written.has(month)) previous = month;
    return document;
  });
}

/**
 * Where the feed that readers subscribe to stands: it is complete, or it leads on to the newest month that it does not
 * hold as a whole.
 *
 * @param dates of all published issues, newest first
 * @param held how many of them, from the newest on, are in the feed
 */
export function historyOf(dates: readonly string[], held: number): FeedHistory {
  const first = dates[held];
  return first === undefined ? { kind: 'complete' } : { kind: 'current', previous: monthPath(monthOf(first)) };
}

function monthOf(date: string): string {
  return date.slice(0, 7);
}

function monthAfter(month: string): string {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
}
