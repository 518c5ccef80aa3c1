import type { APIRoute } from 'astro';
import { createIssueFeed, newestIssues } from '../feeds/feed.ts';
import { toRss } from '../feeds/rss.ts';
import { rssPath } from '../urls.ts';
import { openContent } from './_content.ts';

export const GET: APIRoute = async () => {
  const { newsletter, site, issues, readIssue } = await openContent();
  const published = issues.filter(({ status }) => status === 'published');
  const feed = createIssueFeed(published.slice(0, newestIssues).map(readIssue), newsletter, site);
  return new Response(toRss(feed, site.absolute(rssPath)), {
    headers: { 'Content-Type': 'application/rss+xml; charset=utf-8' },
  });
};
