/** A date as the newsletter writes it at the head of an issue: `Monday` and `March 23, 2026`. */
export interface WrittenDate {
  /** The date itself, for machines: `2026-03-23`. */
  date: string;
  weekday: string;
  long: string;
}

/** @param language the newsletter's, as a tag of BCP 47 */
export function writeDate(date: string, language: string): WrittenDate {
  const key = `${language} ${date}`;
  const known = written.get(key);
  if (known) return known;
  const now = {
    date,
    weekday: format(Temporal.PlainDate.from(date), language, { weekday: 'long' }),
    long: writeDay(date, language),
  };
  written.set(key, now);
  return now;
}

/** Every page names some days, and most days are on ten pages. */
const written = new Map<string, WrittenDate>();

/** `March 23, 2026` */
export function writeDay(date: string, language: string): string {
  return format(Temporal.PlainDate.from(date), language, { dateStyle: 'long' });
}

/** `March 2026`, from `2026-03`. */
export function writeMonth(month: string, language: string): string {
  return format(Temporal.PlainDate.from(`${month}-01`), language, {
    month: 'long',
    year: 'numeric',
  });
}

/** `March`, from `2026-03`. */
export function writeMonthName(month: string, language: string): string {
  return format(Temporal.PlainDate.from(`${month}-01`), language, { month: 'long' });
}

/** `1 story`, `15 stories`. */
export function writeCount(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** Making a format costs a hundred times more than using it, and lists write very many dates. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A day in words. The format gets its midnight in UTC and writes it in UTC: given the day itself, it takes fifty times as long. */
function format(day: Temporal.PlainDate, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  formats.set(key, known);
  return known.format(day.toZonedDateTime('UTC').epochMilliseconds);
}
