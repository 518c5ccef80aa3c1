import { writeMonth } from '../calendar.ts';
import { publishedAt } from '../due.ts';
import type { Issue } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';
import { faviconPath, type Site } from '../urls.ts';
import type { FeedOutline } from './catalogue.ts';
import { createIssueEntry, createItemEntries } from './entry.ts';
import type { Feed, FeedEntry, FeedHistory } from './feed.ts';
import { historyOf, type MonthDocument } from './history.ts';
import { latest } from './time.ts';

/** How many issues, and how many items, a feed holds. */
export const newestIssues = 30;
export const newestItems = 100;

/** What every feed of a newsletter is made from. */
export interface Source {
  newsletter: Newsletter;
  site: Site;
  /** The date of the oldest published issue; nothing while there is none. */
  since: string | undefined;
}

/**
 * The feed of issues.
 *
 * @param issues newest first, none left out between them
 * @param dates of the published issues, newest first, at least one more than the feed holds where there are more
 */
export function createIssueFeed(
  outline: FeedOutline,
  issues: readonly Issue[],
  dates: readonly string[],
  source: Source,
): Feed {
  const entries = issues.map((issue) => createIssueEntry(issue, source.newsletter, source.site));
  return createFeed(outline, entries, historyOf(dates, entries.length), source);
}

/**
 * A feed of items: of all sections, or of the one that the outline names.
 *
 * @param issues newest first
 */
export function createItemFeed(outline: FeedOutline, issues: readonly Issue[], source: Source): Feed {
  const { newsletter, site } = source;
  const entries = issues
    .flatMap((issue) => createItemEntries(issue, newsletter, site, outline.section))
    .slice(0, newestItems);
  return createFeed(outline, entries, { kind: 'current' }, source);
}

/**
 * The document of one month, part of the feed of issues.
 *
 * @param issues those of the month, newest first
 */
export function createMonthFeed(
  outline: FeedOutline,
  { month, folder, history }: MonthDocument,
  issues: readonly Issue[],
  source: Source,
): Feed {
  const { newsletter, site } = source;
  const title = `${outline.title}, ${writeMonth(month, newsletter.language)}`;
  const entries = issues.map((issue) => createIssueEntry(issue, newsletter, site));
  return createFeed({ ...outline, title, folder }, entries, history, source);
}

function createFeed(outline: FeedOutline, entries: FeedEntry[], history: FeedHistory, source: Source): Feed {
  const { newsletter, site, since } = source;
  const { icon, language, author } = newsletter;
  // A feed without entries is as old as the newsletter: no later issue changes that.
  const begun = publishedAt(since ?? '2000-01-01', newsletter);
  return {
    id: `tag:${newsletter.id},2026:${nameOf(outline)}`,
    folder: outline.folder,
    title: outline.title,
    description: outline.description,
    link: site.absolute(outline.page),
    language,
    author,
    ...(icon !== undefined && { icon: site.absolute(icon.slice(1)) }),
    favicon: site.absolute(faviconPath),
    updated: latest(
      entries.map((entry) => entry.updated),
      begun,
    ),
    entries,
    history,
  };
}

/** The part of a feed's id that tells it from the newsletter's others. */
function nameOf({ kind, page }: FeedOutline): string {
  return kind === 'section' ? `items/${page.replace(/\/$/, '')}` : kind;
}
