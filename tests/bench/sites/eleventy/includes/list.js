import { escape } from '../shared/text.ts';

/** A list of issues with their taglines. */
export function writeList(issues) {
  const lines = issues.map(
    ({ url, data }) => `  <li><a href="${url}">${escape(data.title)}</a> ${escape(data.tagline)}</li>`,
  );
  return `<ul>\n${lines.join('\n')}\n</ul>`;
}
