import path from 'node:path';
import { lastDueDate, publishedAt, statusOf } from '../due.ts';
import type { IssueFile } from '../issue/archive.ts';
import { hasError } from '../issue/message.ts';
import { count } from '../issue/report.ts';
import type { Newsletter } from '../newsletter.ts';
import { findMissing, findNext } from '../rhythm.ts';
import type { Desk } from './command.ts';

/**
 * Says whether the newest published issue is as new as the newsletter's rhythm asks, and what became of those that are
 * missing.
 *
 * @returns the exit code: 1 where it is older
 */
export function tellLate(
  files: readonly IssueFile[],
  newsletter: Newsletter,
  now: Temporal.Instant,
  { print }: Pick<Desk, 'print'>,
): number {
  const { rhythm, grace } = newsletter;
  if (rhythm === undefined) {
    print('Never late: `content/newsletter.yaml` has no `rhythm`');
    return 0;
  }
  const lastDue = lastDueDate(newsletter, now);
  const newest = findNewest(files, lastDue);
  const missing = findMissing({ rhythm, grace }, newest, lastDue);
  const last = missing.at(-1);
  if (last === undefined) {
    const next = publishedAt(findNext(rhythm, addDay(lastDue)), newsletter);
    print(`In time: the newest issue is of ${newest ?? 'no day yet'}, the next is expected ${writeInstant(next)}`);
    return 0;
  }
  const found = newest === undefined ? 'newsletter without a published issue' : `newest issue of ${newest}`;
  print(
    [
      `Unexpected ${found}, expected one of ${last}: ${count(missing.length, 'issue')} missing`,
      ...missing.slice(-shown).map((date) => `  ${date}  ${explain(date, files)}`),
      ...(missing.length > shown ? [`  and ${missing.length - shown} before`] : []),
    ].join('\n'),
  );
  return 1;
}

/** How many of the missing are told of, the last ones: after a week the rest is no news. */
const shown = 7;

function findNewest(files: readonly IssueFile[], lastDue: string): string | undefined {
  const dates = files.flatMap(({ file, entry }) =>
    entry && !hasError(file) && statusOf(entry, lastDue) === 'published' ? entry.date : [],
  );
  return dates.sort().at(-1);
}

function explain(date: string, files: readonly IssueFile[]): string {
  const there = files.find(({ file }) => path.basename(file.path) === `${date}.md`);
  if (!there) return 'has no file';
  return hasError(there.file) ? `has an error: npm run check -- ${there.file.path}` : `is a draft: ${there.file.path}`;
}

function addDay(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

/** An instant for a person, with its distance from UTC: `2026-03-24 06:00-04:00`. */
export function writeInstant(at: Temporal.ZonedDateTime): string {
  return at.toString({ timeZoneName: 'never', smallestUnit: 'minute' }).replace('T', ' ');
}
