import type { APIRoute, GetStaticPaths } from 'astro';
import { toJsonFeed } from '../../feeds/json.ts';
import { listFeedRoutes, openFeed, type FeedProps } from '../_feeds.ts';

export const getStaticPaths = (() => listFeedRoutes({ months: false })) satisfies GetStaticPaths;

export const GET: APIRoute<FeedProps> = async ({ props }) => {
  const { feed, content } = await openFeed(props);
  return new Response(toJsonFeed(feed, content.site), {
    headers: { 'Content-Type': 'application/feed+json; charset=utf-8' },
  });
};
