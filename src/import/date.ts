import { isCalendarDate, type CalendarDate } from '../issue/date.ts';

/**
 * The date that a line of text names: `Monday — March 23, 2026`, `23 March 2026`, `2026-03-23`.
 *
 * @param language of the names of months, beside English
 * @returns the date, and whether the line says nothing else; nothing where it names none
 */
export function findDate(text: string, language: string): { date: CalendarDate; isAll: boolean } | undefined {
  const { names, forms, weekday } = calendarOf(language);
  for (const form of forms) {
    const match = form.exec(text);
    if (!match?.groups) continue;
    const { year = '', month: name = '', day = '' } = match.groups;
    const number = names.get(name.toLowerCase()) ?? Number(name);
    const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (!isCalendarDate(date)) continue;
    const rest = text.replace(match[0], '').replace(weekday, '');
    return { date, isAll: !/[\p{L}\p{N}]/u.test(rest) };
  }
  return undefined;
}

interface Calendar {
  names: Map<string, number>;
  forms: RegExp[];
  weekday: RegExp;
}

const calendars = new Map<string, Calendar>();

/** The names of a language and the forms of its dates; made once, since every line of a text is asked for its date. */
function calendarOf(language: string): Calendar {
  const known = calendars.get(language);
  if (known) return known;
  const names = monthNames(language);
  const month = longestFirst([...names.keys()]).join('|');
  const forms = [
    /(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/u,
    new RegExp(String.raw`(?<month>${month})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})`, 'iu'),
    new RegExp(
      String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?<month>${month})\.?,?\s+(?:de\s+)?(?<year>\d{4})`,
      'iu',
    ),
  ];
  const made = { names, forms, weekday: weekdayPattern(language) };
  calendars.set(language, made);
  return made;
}

function monthNames(language: string): Map<string, number> {
  const names = new Map<string, number>();
  for (const locale of [language, 'en']) {
    for (let month = 1; month <= 12; month++) {
      const day = Temporal.PlainDate.from({ year: 2024, month, day: 1 });
      for (const style of ['long', 'short'] as const) {
        names.set(day.toLocaleString(locale, { month: style }).replace('.', '').toLowerCase(), month);
      }
    }
  }
  return names;
}

function weekdayPattern(language: string): RegExp {
  const names = [language, 'en'].flatMap((locale) =>
    [1, 2, 3, 4, 5, 6, 7].flatMap((day) => {
      const date = Temporal.PlainDate.from({ year: 2024, month: 1, day });
      return (['long', 'short'] as const).map((weekday) => date.toLocaleString(locale, { weekday }).replace('.', ''));
    }),
  );
  return new RegExp(longestFirst(names).join('|'), 'iu');
}

/** So that `March` is not found as `Mar`. */
function longestFirst(names: string[]): string[] {
  return names.sort((a, b) => b.length - a.length);
}
