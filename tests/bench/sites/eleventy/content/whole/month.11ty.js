import { escape } from '../../shared/text.ts';
import { writeOthers } from '../../includes/stories.js';

export const data = {
  layout: 'page.11ty.js',
  pagination: { data: 'collections.months', size: 1, alias: 'ofMonth' },
  permalink: ({ ofMonth }) => ofMonth.url,
  eleventyComputed: { title: ({ ofMonth }) => ofMonth.month },
};

export function render({ ofMonth }) {
  const { month, entries, others } = ofMonth;
  return `<h1>${month}</h1>\n${entries.map(writeEntry).join('\n')}\n${writeOthers(others)}`;
}

function writeEntry({ url, title, tagline, stories }) {
  const sections = [...Map.groupBy(stories, ({ section }) => section)].map(([name, ofSection]) => {
    const lines = ofSection.map((story) => `  <li><a href="${story.url}">${escape(story.title)}</a></li>`);
    return `<h3>${escape(name)}</h3>\n<ul>\n${lines.join('\n')}\n</ul>`;
  });
  return `<h2><a href="${url}">${escape(title)}</a></h2>\n<p>${escape(tagline)}</p>\n${sections.join('\n')}`;
}
