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
    weekday: format(date, language, 'weekday'),
    long: writeDay(date, language),
  };
  written.set(key, now);
  return now;
}

/** Every page names some days, and most days are on ten pages. */
const written = new Map<string, WrittenDate>();

/** `March 23, 2026` */
export function writeDay(date: string, language: string): string {
  if (!hasPlainYears(language)) return format(date, language, 'day');
  const year = date.slice(0, 4);
  const key = `${language} ${date.slice(5)}`;
  const around = aroundYears.get(key) ?? format(date, language, 'day').split(year);
  aroundYears.set(key, around);
  return around.join(year);
}

/** What stands around the year of a day: the same in every year, and an archive has many. */
const aroundYears = new Map<string, string[]>();

/** Whether a language writes a date's year as it is, and its month and day without regard to that. */
function hasPlainYears(language: string): boolean {
  const known = plainYears.get(language) ?? isPlain(new Intl.DateTimeFormat(language, styles.day).resolvedOptions());
  plainYears.set(language, known);
  return known;
}

const plainYears = new Map<string, boolean>();

function isPlain({ calendar, numberingSystem }: Intl.ResolvedDateTimeFormatOptions): boolean {
  return calendar === 'gregory' && numberingSystem === 'latn';
}

/** `March 2026`, from `2026-03`. */
export function writeMonth(month: string, language: string): string {
  return format(`${month}-01`, language, 'month');
}

/** `March`, from `2026-03`. */
export function writeMonthName(month: string, language: string): string {
  return format(`${month}-01`, language, 'monthName');
}

/** `1 story`, `15 stories`. */
export function writeCount(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

const styles = {
  weekday: { weekday: 'long' },
  day: { dateStyle: 'long' },
  month: { month: 'long', year: 'numeric' },
  monthName: { month: 'long' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a format costs a hundred times more than using it, and lists write very many dates. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A date in words. The format gets its midnight in UTC and writes it in UTC: given a plain date, it takes fifty times as long. */
function format(date: string, language: string, style: keyof typeof styles): string {
  const key = `${language} ${style}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...styles[style], timeZone: 'UTC' });
  formats.set(key, known);
  return known.format(Temporal.Instant.from(`${date}T00:00Z`).epochMilliseconds);
}
