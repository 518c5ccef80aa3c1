import { writeJsonFeed } from '../../shared/feed.ts';

export const data = {
  pagination: {
    data: 'collections.feeds',
    size: 1,
    alias: 'feed',
    before: (feeds) => feeds.filter(({ isMonth }) => !isMonth),
  },
  permalink: ({ feed }) => `${feed.folder}feed.json`,
};

export function render({ feed }) {
  return writeJsonFeed(feed);
}
