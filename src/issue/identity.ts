import { canonicalLink } from './link.ts';
import type { Issue } from './schema.ts';

/**
 * The id of an issue in every feed: a tag URI (RFC 4151) of the newsletter and the date.
 *
 * @param newsletter the `id` of the newsletter's settings
 */
export function issueId(newsletter: string, date: string): string {
  return `tag:${newsletter},${date}:issue`;
}

/**
 * The ids of an issue's items, section by section: tag URIs (RFC 4151) of the newsletter, the date, and the item's
 * canonical link, or its name where it has no link. A title, a summary and the place in the issue do not matter.
 * Where one story stands twice in an issue, the later item's name tells it apart.
 */
export function itemIds(newsletter: string, issue: Issue): string[][] {
  const taken = new Set<string>();
  return issue.sections.map(({ items }) =>
    items.map(({ link, name }) => {
      const story = link === undefined ? `name/${name}` : `link/${canonicalLink(link)}`;
      const own = taken.has(story) ? `${story}/name/${name}` : story;
      taken.add(own);
      return `tag:${newsletter},${issue.date}:${escape(own)}`;
    }),
  );
}

/**
 * Percent-encodes what a tag URI may not hold, and what is encoded already only once, each character in the one form that
 * RFC 3986, section 6.2.2, gives it: clients compare ids letter by letter.
 */
function escape(text: string): string {
  return encodeURI(text.toWellFormed())
    .replace(/%25(?=[0-9a-f]{2})/gi, '%')
    .replaceAll('#', '%23')
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[A-Za-z0-9\-._~]/.test(character) ? character : code.toUpperCase();
    });
}
