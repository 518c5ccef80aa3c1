import type { CalendarDate } from './date.ts';
import type { Issue } from './schema.ts';

/** The day of an issue's last change after publication: of its update or its last correction. Nothing while there is none. */
export function changedOn({ updated, corrections }: Pick<Issue, 'updated' | 'corrections'>): CalendarDate | undefined {
  const days = [...(updated === undefined ? [] : [updated]), ...corrections.map(({ date }) => date)];
  return days.sort().at(-1);
}
