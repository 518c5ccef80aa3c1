import type { Newsletter } from './newsletter.ts';

/** Which of an issue's states a reader, or only an editor, may see it in. */
export type Status = 'published' | 'draft' | 'scheduled';

/** The instant at which an issue of a date is published, in the newsletter's time zone. */
export function publishedAt(
  date: string,
  { timeZone, publishAt }: Pick<Newsletter, 'timeZone' | 'publishAt'>,
): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: publishAt });
}

/** Whether an issue of a date is due at an instant. */
export function isDue(
  date: string,
  newsletter: Pick<Newsletter, 'timeZone' | 'publishAt'>,
  now: Temporal.Instant,
): boolean {
  return Temporal.Instant.compare(publishedAt(date, newsletter).toInstant(), now) <= 0;
}

/** What an issue is at an instant: kept back by its editor, not due yet, or published. */
export function statusOf(
  { date, draft }: { date: string; draft: boolean },
  newsletter: Pick<Newsletter, 'timeZone' | 'publishAt'>,
  now: Temporal.Instant,
): Status {
  if (draft) return 'draft';
  return isDue(date, newsletter, now) ? 'published' : 'scheduled';
}

/**
 * The instant that counts as now: `DATELINE_NOW`, or else the machine's clock.
 *
 * @throws RangeError where `DATELINE_NOW` is no ISO instant
 */
export function readClock(environment: { DATELINE_NOW?: string | undefined }): Temporal.Instant {
  const set = environment.DATELINE_NOW;
  return set ? Temporal.Instant.from(set) : Temporal.Now.instant();
}
