import type { Feed } from '../../../shared/archive.ts';
import { writeJsonFeed } from '../../../shared/feed.ts';
import { archive, splitAddress } from '../../archive';

export function getStaticPaths() {
  return archive.feeds
    .filter(({ isMonth }) => !isMonth)
    .map((feed) => ({
      params: { folder: splitAddress(feed.folder).join('/') || undefined },
      props: { feed },
    }));
}

export function GET({ props }: { props: { feed: Feed } }): Response {
  return new Response(writeJsonFeed(props.feed));
}
