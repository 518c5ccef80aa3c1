import { writeDate } from '../calendar.ts';
import type { Entry } from '../issue/entry.ts';
import type { Newsletter } from '../newsletter.ts';
import type { Card } from './card.ts';

/** The general card, which has no date, and one for each of the newest issues. */
export function listCards(
  issues: readonly { entry: Pick<Entry, 'date' | 'tagline'> }[],
  { title, description, language, shareImages }: Newsletter,
): { date?: string; card: Card }[] {
  const ofIssues = issues.slice(0, shareImages).map(({ entry: { date, tagline } }) => {
    const { weekday, long } = writeDate(date, language);
    return { date, card: { title, dateline: `${weekday} — ${long}`, text: tagline } };
  });
  return [{ card: { title, text: description } }, ...ofIssues];
}
