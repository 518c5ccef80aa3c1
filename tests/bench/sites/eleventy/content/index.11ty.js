import { writeList } from '../includes/list.js';

export const data = { layout: 'page.11ty.js', permalink: '/', title: 'The Bench' };

export function render({ collections }) {
  return `<h1>The Bench</h1>\n${writeList(collections.newestFirst.slice(0, 30))}`;
}
