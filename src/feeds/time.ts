import { publishedAt } from '../due.ts';
import { changedOn } from '../issue/change.ts';
import type { Issue } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';

type Clock = Pick<Newsletter, 'timeZone' | 'publishAt'>;

/** When an issue was published, and when it was changed last; the same instant while there was no change. */
export function timesOf(
  issue: Pick<Issue, 'date' | 'updated' | 'corrections'>,
  clock: Clock,
): { published: Temporal.ZonedDateTime; updated: Temporal.ZonedDateTime } {
  const published = publishedAt(issue.date, clock);
  return { published, updated: changedAt(issue.date, changedOn(issue), clock, issue) };
}

function changedAt(date: string, changed: string, clock: Clock, issue: Pick<Issue, 'updated' | 'corrections'>) {
  if (changed > date) return publishedAt(changed, clock);
  const isChanged = issue.updated !== undefined || issue.corrections.length > 0;
  // A change on the day itself has no time in its file, but must be later than the publication for readers to see it.
  return publishedAt(date, clock).add({ minutes: isChanged ? 1 : 0 });
}

/** The latest of some times, or else another one. */
export function latest(times: readonly Temporal.ZonedDateTime[], otherwise: Temporal.ZonedDateTime) {
  return times.toSorted(Temporal.ZonedDateTime.compare).at(-1) ?? otherwise;
}

/** `Mon, 23 Mar 2026 06:00:00 -0400`: RFC 822 with the four-digit year of the RSS specification. */
export function writeRfc822(instant: Temporal.ZonedDateTime): string {
  const time = inWholeMinutes(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  const weekday = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ')[time.dayOfWeek - 1];
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[time.month - 1];
  const clock = [time.hour, time.minute, time.second].map(two).join(':');
  return `${weekday}, ${two(time.day)} ${month} ${time.year} ${clock} ${time.offset.replace(':', '')}`;
}

/** `2026-03-23T06:00:00-04:00`: RFC 3339. */
export function writeRfc3339(instant: Temporal.ZonedDateTime): string {
  return inWholeMinutes(instant).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The same instant with an offset that both formats can write: before about 1900, local times had seconds in theirs. */
function inWholeMinutes(time: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return time.offsetNanoseconds % 60e9 === 0 ? time : time.withTimeZone('UTC');
}
