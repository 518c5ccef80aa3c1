import { writeDate } from '../calendar.ts';
import type { Card } from '../share/card.ts';
import { sharePath } from '../urls.ts';
import { openContent } from './_content.ts';

/** The general card, and one for each of the newest issues. */
export async function listCards(): Promise<{ name: string; card: Card }[]> {
  const { newsletter, issues } = await openContent();
  const { title, description, language, shareImages } = newsletter;
  const ofIssues = issues.slice(0, shareImages).map(({ entry: { date, tagline } }) => {
    const { weekday, long } = writeDate(date, language);
    return { name: date, card: { title, dateline: `${weekday} — ${long}`, text: tagline } };
  });
  return [{ name: 'card', card: { title, text: description } }, ...ofIssues];
}

/** The path of the share image of an issue: its own while it is new, then the general one. */
export async function shareImageOf(date: string): Promise<string> {
  const { newsletter, issues } = await openContent();
  const at = issues.findIndex(({ entry }) => entry.date === date);
  return at >= 0 && at < newsletter.shareImages ? sharePath(date) : sharePath();
}
