/** A date as the newsletter writes it at the head of an issue: `Monday` and `March 23, 2026`. */
export interface WrittenDate {
  /** The date itself, for machines: `2026-03-23`. */
  date: string;
  weekday: string;
  long: string;
}

/** @param language the newsletter's, as a tag of BCP 47 */
export function writeDate(date: string, language: string): WrittenDate {
  const day = Temporal.PlainDate.from(date);
  return {
    date,
    weekday: day.toLocaleString(language, { weekday: 'long' }),
    long: day.toLocaleString(language, { dateStyle: 'long' }),
  };
}

/** `March 2026`, from `2026-03`. */
export function writeMonth(month: string, language: string): string {
  return Temporal.PlainDate.from(`${month}-01`).toLocaleString(language, {
    month: 'long',
    year: 'numeric',
  });
}

/** `March`, from `2026-03`. */
export function writeMonthName(month: string, language: string): string {
  return Temporal.PlainDate.from(`${month}-01`).toLocaleString(language, { month: 'long' });
}

/** `1 story`, `15 stories`. */
export function writeCount(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
