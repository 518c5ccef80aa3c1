import { recall, remember } from './memory.ts';

/**
 * Remembers the newest issue that this browser has seen, and on the home page says how many came since the last visit.
 * A visit lasts as long as its tab: what was new stays new until the tab is closed.
 */
export function startVisits(): void {
  const newest = document.querySelector<HTMLElement>('article[data-date]')?.dataset['date'];
  if (!newest) return;
  const seen = recall('seen');
  // Empty on a first visit: to somebody new nothing is new.
  if (recall('since', () => sessionStorage) === undefined) remember('since', seen ?? '', () => sessionStorage);
  if (!seen || seen < newest) remember('seen', newest);
  showNews(recall('since', () => sessionStorage));
}

function showNews(since: string | undefined): void {
  const line = document.getElementById('~news-since');
  const link = line?.querySelector('a');
  if (!since || !line || !link) return;
  const dates = line.dataset['dates']?.split(' ') ?? [];
  const count = dates.filter((date) => date > since).length;
  if (count === 0) return;
  const many = count === dates.length && count > 1 ? `More than ${count - 1}` : String(count);
  link.textContent = `${many} ${count === 1 ? 'issue' : 'issues'} since ${writeDay(since, dates[0] ?? since)}`;
  link.setAttribute('href', `${link.getAttribute('href')}?since=${since}`);
  line.hidden = false;
}

/** `Thursday` within a week before the newest issue, else `March 12`. */
function writeDay(date: string, newest: string): string {
  const day = new Date(date);
  const near = Number(new Date(newest)) - Number(day) < 7 * 24 * 60 * 60 * 1000;
  const form: Intl.DateTimeFormatOptions = near ? { weekday: 'long' } : { month: 'long', day: 'numeric' };
  return new Intl.DateTimeFormat(document.documentElement.lang, { ...form, timeZone: 'UTC' }).format(day);
}
