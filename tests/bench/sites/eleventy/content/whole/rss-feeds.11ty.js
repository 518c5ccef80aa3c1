import { writeRss } from '../../shared/feed.ts';

/** All feeds but the one of the newest issues, which every site has. */
export const data = {
  pagination: {
    data: 'collections.feeds',
    size: 1,
    alias: 'feed',
    before: (feeds) => feeds.filter(({ folder }) => folder !== '/'),
  },
  permalink: ({ feed }) => `${feed.folder}rss.xml`,
};

export function render({ feed }) {
  return writeRss(feed);
}
