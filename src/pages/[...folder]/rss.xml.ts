import type { APIRoute, GetStaticPaths } from 'astro';
import { toRss } from '../../feeds/rss.ts';
import { feedType, listFeedRoutes, openFeed, type FeedProps } from '../_feeds.ts';

export const getStaticPaths = (() => listFeedRoutes({ months: true })) satisfies GetStaticPaths;

export const GET: APIRoute<FeedProps> = async ({ props }) => {
  const { feed, content, missing } = await openFeed(props);
  if (missing > 0) {
    console.log(`The feeds of issues hold the newest ${feed.entries.length} only: ${missing} more would pass 500 KB.`);
  }
  return new Response(toRss(feed, content.site), {
    headers: { 'Content-Type': feedType },
  });
};
