import { writeAtom } from '../../shared/feed.ts';

export const data = {
  pagination: { data: 'collections.feeds', size: 1, alias: 'feed' },
  permalink: ({ feed }) => `${feed.folder}atom.xml`,
};

export function render({ feed }) {
  return writeAtom(feed);
}
