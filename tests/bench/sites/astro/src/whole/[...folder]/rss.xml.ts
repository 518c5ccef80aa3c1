import type { Feed } from '../../../shared/archive.ts';
import { writeRss } from '../../../shared/feed.ts';
import { archive, splitAddress } from '../../archive';

export function getStaticPaths() {
  return archive.feeds
    .filter(({ folder }) => folder !== '/')
    .map((feed) => ({
      params: { folder: splitAddress(feed.folder).join('/') || undefined },
      props: { feed },
    }));
}

export function GET({ props }: { props: { feed: Feed } }): Response {
  return new Response(writeRss(props.feed));
}
