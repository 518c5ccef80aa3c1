import { canonicalLink } from './link.ts';
import type { Issue } from './schema.ts';

/** An issue by its dates: the one that it has, and those that it had before. */
export interface Dated {
  date: string;
  aliases?: readonly string[] | undefined;
}

/**
 * The id of an issue in every feed: a tag URI (RFC 4151) of the newsletter and the date at which it was published first,
 * whatever date it was moved to.
 *
 * @param newsletter the `id` of the newsletter's settings
 */
export function issueId(newsletter: string, issue: Dated): string {
  return `tag:${newsletter},${firstDate(issue)}:issue`;
}

/**
 * The ids of an issue's items, section by section: tag URIs (RFC 4151) of the newsletter, the issue's first date, and the item's
 * canonical link, or its name where it has no link. A title, a summary and the place in the issue do not matter.
 * Where one story stands twice in an issue, the later item's name tells it apart.
 */
export function itemIds(newsletter: string, issue: Issue): string[][] {
  const taken = new Set<string>();
  const date = firstDate(issue);
  return issue.sections.map(({ items }) =>
    items.map(({ link, name }) => {
      const story = link === undefined ? `name/${name}` : `link/${canonicalLink(link)}`;
      const own = taken.has(story) ? `${story}/name/${name}` : story;
      taken.add(own);
      return `tag:${newsletter},${date}:${escape(own)}`;
    }),
  );
}

function firstDate({ date, aliases }: Dated): string {
  return aliases?.[0] ?? date;
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
