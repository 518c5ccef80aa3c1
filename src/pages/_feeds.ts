import { listFeeds, type FeedOutline } from '../feeds/catalogue.ts';
import { createIssueFeed, createItemFeed, createMonthFeed, newestIssues, newestItems } from '../feeds/create.ts';
import type { Feed } from '../feeds/feed.ts';
import { countFitting } from '../feeds/fit.ts';
import { listMonths, type MonthDocument } from '../feeds/history.ts';
import { openContent, type Content, type ReadableIssue } from './_content.ts';

/** The props of a feed's route: what its entries are read from when it is asked for. */
export type FeedProps = {
  outline: FeedOutline;
  /** The published issues, newest first; for a month's document, those of the month. */
  issues: ReadableIssue[];
  /** The date of the oldest published issue. */
  since: string | undefined;
  month?: MonthDocument;
};

/** What a host calls a file that ends in `.xml`. A browser shows such a feed with its style, but a `rss+xml` as raw text. */
export const feedType = 'application/xml; charset=utf-8';

/** The routes of all feeds in a format: every feed, and where the format has archives, every month's document. */
export async function listFeedRoutes({ months }: { months: boolean }) {
  const content = await openContent();
  const issues = content.issues.filter(({ status }) => status === 'published');
  const since = issues.at(-1)?.entry.date;
  const outlines = listFeeds(content.newsletter);
  const routes = outlines.map((outline) => toRoute(outline.folder, { outline, issues, since }));
  const [outline] = outlines;
  if (!months || !outline) return routes;
  const byMonth = Map.groupBy(issues, ({ entry }) => entry.date.slice(0, 7));
  const documents = listMonths(byMonth.keys()).map((month) =>
    toRoute(month.folder, { outline, issues: byMonth.get(month.month) ?? [], since, month }),
  );
  return [...routes, ...documents];
}

/** A feed with its entries, and how many more it should have but cannot hold. */
export async function openFeed({
  outline,
  issues,
  since,
  month,
}: FeedProps): Promise<{ feed: Feed; content: Content; missing: number }> {
  const content = await openContent();
  const { newsletter, site, readIssue } = content;
  const source = { newsletter, site, since };
  if (month) return { content, missing: 0, feed: createMonthFeed(outline, month, issues.map(readIssue), source) };
  if (outline.kind !== 'issues') {
    const newest = takeItems(issues, outline.section).map(readIssue);
    return { content, missing: 0, feed: createItemFeed(outline, newest, source) };
  }
  const dates = issues.map(({ entry }) => entry.date);
  const newest = issues.slice(0, newestIssues).map(readIssue);
  const wanted = createIssueFeed(outline, newest, dates, source);
  const count = countFitting(wanted, site);
  const missing = newest.length - count;
  return { content, missing, feed: missing ? createIssueFeed(outline, newest.slice(0, count), dates, source) : wanted };
}

function toRoute(folder: string, props: FeedProps) {
  return { params: { folder: folder.replace(/\/$/, '') || undefined }, props };
}

/** The newest issues that hold as many items as a feed shows. */
function takeItems(issues: readonly ReadableIssue[], section: string | undefined): ReadableIssue[] {
  const taken: ReadableIssue[] = [];
  let count = 0;
  for (const issue of issues) {
    if (count >= newestItems) break;
    const sections = issue.entry.sections.filter(({ name }) => section === undefined || name === section);
    if (sections.length === 0) continue;
    taken.push(issue);
    count += sections.reduce((sum, { items }) => sum + items.length, 0);
  }
  return taken;
}
