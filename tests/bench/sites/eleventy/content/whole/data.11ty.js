import { writeIssueData } from '../../shared/data.ts';

export const data = {
  pagination: { data: 'collections.entries', size: 1, alias: 'entry' },
  permalink: ({ entry }) => `${entry.url.slice(0, -1)}.json`,
};

export function render({ entry }) {
  return writeIssueData(entry);
}
