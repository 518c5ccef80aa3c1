import type { Newsletter } from './newsletter.ts';

/** Which of an issue's states a reader, or only an editor, may see it in. */
export type Status = 'published' | 'draft' | 'scheduled';

type Clock = Pick<Newsletter, 'timeZone' | 'publishAt'>;

/** The instant at which an issue of a date is published, in the newsletter's time zone. */
export function publishedAt(date: string, { timeZone, publishAt }: Clock): Temporal.ZonedDateTime {
  const key = `${date} ${publishAt} ${timeZone}`;
  const known = instants.get(key) ?? Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: publishAt });
  instants.set(key, known);
  return known;
}

/** A day's page, data and feeds all name its instant, and to ask a time zone takes long. */
const instants = new Map<string, Temporal.ZonedDateTime>();

/** The last date whose issue is due at an instant: an archive compares dates with it, and no instants. */
export function lastDueDate(newsletter: Clock, now: Temporal.Instant): string {
  const today = now.toZonedDateTimeISO(newsletter.timeZone).toPlainDate();
  const isDueToday = Temporal.Instant.compare(publishedAt(today.toString(), newsletter).toInstant(), now) <= 0;
  return (isDueToday ? today : today.subtract({ days: 1 })).toString();
}

/**
 * What an issue is: kept back by its editor, not due yet, or published.
 *
 * @param lastDue from `lastDueDate`
 */
export function statusOf({ date, draft }: { date: string; draft: boolean }, lastDue: string): Status {
  if (draft) return 'draft';
  return date <= lastDue ? 'published' : 'scheduled';
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
