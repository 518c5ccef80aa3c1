import { writeOthers, writeStories } from '../../includes/stories.js';

export const data = {
  layout: 'page.11ty.js',
  pagination: { data: 'collections.sectionPages', size: 1, alias: 'ofMonth' },
  permalink: ({ ofMonth }) => ofMonth.url,
  eleventyComputed: { title: ({ ofMonth }) => `${ofMonth.name}, ${ofMonth.period}` },
};

export function render({ title, ofMonth }) {
  return `<h1>${title}</h1>\n${writeStories(ofMonth.stories)}\n${writeOthers(ofMonth.others)}`;
}
