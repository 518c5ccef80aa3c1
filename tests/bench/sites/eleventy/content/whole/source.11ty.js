import { writeOthers, writeStories } from '../../includes/stories.js';

export const data = {
  layout: 'page.11ty.js',
  pagination: { data: 'collections.sourcePages', size: 1, alias: 'source' },
  permalink: ({ source }) => source.url,
  eleventyComputed: { title: ({ source }) => `${source.name} ${source.period ?? ''}`.trim() },
};

export function render({ title, source }) {
  return `<h1>${title}</h1>\n${writeStories(source.stories)}\n${writeOthers(source.others)}`;
}
