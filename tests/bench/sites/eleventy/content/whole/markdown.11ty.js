import { writeMarkdown } from '../../shared/data.ts';

export const data = {
  pagination: { data: 'collections.entries', size: 1, alias: 'entry' },
  permalink: ({ entry }) => `${entry.url.slice(0, -1)}.md`,
};

export function render({ entry }) {
  return writeMarkdown(entry);
}
