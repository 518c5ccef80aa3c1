import type { CalendarDate } from './date.ts';
import type { Issue } from './schema.ts';

/** The day of an issue's last change: of its update or its last correction, or else its own date. */
export function changedOn({
  date,
  updated,
  corrections,
}: Pick<Issue, 'date' | 'updated' | 'corrections'>): CalendarDate {
  const days = [date, ...(updated === undefined ? [] : [updated]), ...corrections.map((correction) => correction.date)];
  return days.reduce((latest, day) => (day > latest ? day : latest));
}
