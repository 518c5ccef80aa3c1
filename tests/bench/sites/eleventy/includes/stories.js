import { escape } from '../shared/text.ts';

/** A list of stories, each with the link to it on its issue's page. */
export function writeStories(stories) {
  const lines = stories.map(
    ({ url, title, section, host, entry }) =>
      `  <li><a href="${url}">${escape(title)}</a> ${section} ${host} <time datetime="${entry.day}">${entry.day}</time></li>`,
  );
  return `<ul>\n${lines.join('\n')}\n</ul>`;
}

/** Links to other pages of the same kind. */
export function writeOthers(others) {
  return `<nav>\n${others.map(({ url, period }) => `  <a href="${url}">${period}</a>`).join('\n')}\n</nav>`;
}
