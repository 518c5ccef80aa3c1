import { writeList } from '../includes/list.js';

export const data = {
  layout: 'page.11ty.js',
  pagination: { data: 'collections.years', size: 1, alias: 'ofYear' },
  permalink: ({ ofYear }) => `/${ofYear.year}/`,
  eleventyComputed: { title: ({ ofYear }) => ofYear.year },
};

export function render({ ofYear }) {
  return `<h1>${ofYear.year}</h1>\n${writeList(ofYear.issues)}`;
}
