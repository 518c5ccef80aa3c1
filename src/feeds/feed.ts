import { publishedAt } from '../due.ts';
import { issueId } from '../issue/identity.ts';
import { rebase } from '../issue/render.ts';
import type { Issue } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';
import { issuePath, homePath, type Site } from '../urls.ts';
import { writeContent } from './content.ts';

/** A feed, whatever its format. Every address in it is absolute. */
export interface Feed {
  title: string;
  description: string;
  /** The page that the feed follows. */
  link: string;
  language: string;
  author: Newsletter['author'];
  /** When the newest of its entries was published or changed; nothing while there is none. */
  updated?: Temporal.ZonedDateTime;
  /** Newest first. */
  entries: FeedEntry[];
}

export interface FeedEntry {
  /** A tag URI that never changes. */
  id: string;
  title: string;
  link: string;
  published: Temporal.ZonedDateTime;
  updated: Temporal.ZonedDateTime;
  /** Plain text. */
  summary: string;
  /** The whole of it as HTML. */
  content: string;
  /** The names of its sections. */
  categories: string[];
}

/** How many issues a feed of issues holds. */
export const newestIssues = 30;

/**
 * The feed of issues.
 *
 * @param issues newest first
 */
export function createIssueFeed(issues: readonly Issue[], newsletter: Newsletter, site: Site): Feed {
  const entries = issues.map((issue) => createIssueEntry(issue, newsletter, site));
  const updated = entries
    .map((entry) => entry.updated)
    .sort(Temporal.ZonedDateTime.compare)
    .at(-1);
  return {
    title: newsletter.title,
    description: newsletter.description,
    link: site.absolute(homePath),
    language: newsletter.language,
    author: newsletter.author,
    ...(updated && { updated }),
    entries,
  };
}

function createIssueEntry(issue: Issue, newsletter: Newsletter, site: Site): FeedEntry {
  const { date, tagline, title, updated = date } = issue;
  const link = site.absolute(issuePath(date));
  return {
    id: issueId(newsletter.id, date),
    title: title ?? tagline,
    link,
    published: publishedAt(date, newsletter),
    updated: publishedAt(updated, newsletter),
    summary: tagline,
    content: rebase(writeContent(issue, newsletter), { root: site.url, page: link }),
    categories: issue.sections.map(({ name }) => name),
  };
}
