/** A date of the calendar as `2026-03-23`. It is never an instant and never passes through a Date. */
export type CalendarDate = string;

/** The pattern of a date, for schemas and addresses; `isCalendarDate` also asks whether the day exists. */
export const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a date of the calendar, from year 1000 on, written as `2026-03-23`. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!datePattern.test(text) || text < '1000') return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
