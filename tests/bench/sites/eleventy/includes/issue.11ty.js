import { escape } from '../shared/text.ts';
import { whole } from './whole.js';

export const data = { layout: 'page.11ty.js' };

export function render({ title, day, tagline, page, collections, content }) {
  const { newer, older } = collections.neighbours.get(page.url);
  if (whole) {
    return whole.writeIssue(collections.byUrl.get(page.url), content, toNeighbour(newer), toNeighbour(older));
  }
  return `<article>
  <h1><time datetime="${day}">${escape(title)}</time></h1>
  <p>${escape(tagline)}</p>
  ${content}
</article>
<nav>
  ${[older, newer].map((issue) => (issue ? `<a href="${issue.url}">${escape(issue.data.title)}</a>` : '')).join('\n  ')}
</nav>`;
}

function toNeighbour(issue) {
  return issue && { url: issue.url, day: issue.data.day, tagline: issue.data.tagline };
}
