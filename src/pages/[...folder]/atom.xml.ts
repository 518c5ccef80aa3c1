import type { APIRoute, GetStaticPaths } from 'astro';
import { toAtom } from '../../feeds/atom.ts';
import { feedType, listFeedRoutes, openFeed, type FeedProps } from '../_feeds.ts';

export const getStaticPaths = (() => listFeedRoutes({ months: true })) satisfies GetStaticPaths;

export const GET: APIRoute<FeedProps> = async ({ props }) => {
  const { feed, content } = await openFeed(props);
  return new Response(toAtom(feed, content.site), {
    headers: { 'Content-Type': feedType },
  });
};
