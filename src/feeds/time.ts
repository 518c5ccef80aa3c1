import { publishedAt } from '../due.ts';
import type { Newsletter } from '../newsletter.ts';

/**
 * When an issue was published, and when it was changed last; the same instant while there was no change.
 *
 * @param issue its date, and the day of its last change if there was one
 */
export function timesOf(
  { date, changed }: { date: string; changed?: string | undefined },
  clock: Pick<Newsletter, 'timeZone' | 'publishAt'>,
): { published: Temporal.ZonedDateTime; updated: Temporal.ZonedDateTime } {
  const published = publishedAt(date, clock);
  if (changed === undefined) return { published, updated: published };
  // A change on the day itself has no time in its file, but must be later than the publication for readers to see it.
  return { published, updated: changed > date ? publishedAt(changed, clock) : published.add({ minutes: 1 }) };
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
  const known =
    written.get(instant) ?? inWholeMinutes(instant).toString({ timeZoneName: 'never', smallestUnit: 'second' });
  written.set(instant, known);
  return known;
}

/** Many files name the same instant. */
const written = new WeakMap<Temporal.ZonedDateTime, string>();

/** The same instant with an offset that both formats can write: before about 1900, local times had seconds in theirs. */
function inWholeMinutes(time: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return time.offsetNanoseconds % 60e9 === 0 ? time : time.withTimeZone('UTC');
}
