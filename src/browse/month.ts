/**
 * The days of a month in weeks from Monday to Sunday, as a calendar shows them; nothing where a day is another month's.
 *
 * @param month such as `2026-03`
 */
export function weeksOf(month: string): (string | undefined)[][] {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const days = Array.from({ length: first.daysInMonth }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
  const cells: (string | undefined)[] = [...Array<undefined>(first.dayOfWeek - 1).fill(undefined), ...days];
  while (cells.length % 7 > 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** The names of the days from Monday to Sunday, whole and in short. */
export function weekdaysIn(language: string): Weekday[] {
  const known = weekdays.get(language) ?? listWeekdays(language);
  weekdays.set(language, known);
  return known;
}

interface Weekday {
  long: string;
  short: string;
}

/** The archive has the table of every month, each with them at its head. */
const weekdays = new Map<string, Weekday[]>();

function listWeekdays(language: string): Weekday[] {
  const monday = Temporal.PlainDate.from('2026-01-05');
  return Array.from({ length: 7 }, (_, at) => {
    const day = monday.add({ days: at });
    return {
      long: day.toLocaleString(language, { weekday: 'long' }),
      short: day.toLocaleString(language, { weekday: 'narrow' }),
    };
  });
}
