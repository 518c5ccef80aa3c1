export const site = 'https://bench.example.com';

/** A text as XML and HTML have it. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The words of HTML that a tool made. */
export function strip(html: string): string {
  const text = html.replace(/<[^>]*>/g, '');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

const days = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
const weekdays = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });

/** `March 23, 2026` */
export function writeDay(day: string): string {
  return days.format(new Date(day));
}

/** `Monday` */
export function writeWeekday(day: string): string {
  return weekdays.format(new Date(day));
}
