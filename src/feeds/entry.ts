import { writeDate } from '../calendar.ts';
import { changedOn } from '../issue/change.ts';
import { issueId, itemIds } from '../issue/identity.ts';
import type { Issue } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';
import { issuePath, itemPath, type Site } from '../urls.ts';
import { writeIssueContent, writeItemContent } from './content.ts';
import type { FeedEntry } from './feed.ts';
import { timesOf } from './time.ts';

/** The entries of issues: each stands in three formats of the feed, or in two of its month, written one after the other. */
const known = new WeakMap<Newsletter, WeakMap<Issue, FeedEntry>>();

/** An issue as an entry of a feed. */
export function createIssueEntry(issue: Issue, newsletter: Newsletter, site: Site): FeedEntry {
  const ofNewsletter = known.get(newsletter) ?? new WeakMap<Issue, FeedEntry>();
  known.set(newsletter, ofNewsletter);
  const entry = ofNewsletter.get(issue) ?? toEntry(issue, newsletter, site);
  ofNewsletter.set(issue, entry);
  return entry;
}

function toEntry(issue: Issue, newsletter: Newsletter, site: Site): FeedEntry {
  const { date, tagline, title } = issue;
  const { weekday, long } = writeDate(date, newsletter.language);
  return {
    id: issueId(newsletter.id, issue),
    // As on its page. A tagline would be mended more often, and some clients take an entry with another title for another.
    title: title ?? `${weekday} — ${long}`,
    link: site.absolute(issuePath(date)),
    ...timesOf({ date: issue.date, changed: changedOn(issue) }, newsletter),
    summary: tagline,
    content: writeIssueContent(issue, newsletter, site),
    categories: issue.sections.map(({ name }) => categoryOf(name, newsletter)),
  };
}

/**
 * The items of an issue as entries of a feed, in the issue's order.
 *
 * @param only the name of a section; without one, the items of all
 */
export function createItemEntries(issue: Issue, newsletter: Newsletter, site: Site, only?: string): FeedEntry[] {
  const ids = itemIds(newsletter.id, issue);
  const times = timesOf({ date: issue.date, changed: changedOn(issue) }, newsletter);
  return issue.sections.flatMap((section, at) => {
    if (only !== undefined && section.name !== only) return [];
    return section.items.map((item, index) => ({
      id: ids[at]?.[index] ?? '',
      title: item.title.text,
      link: site.absolute(itemPath(issue.date, item.name)),
      ...(item.link !== undefined && { story: item.link }),
      ...times,
      summary: shorten(item.summary.text),
      content: writeItemContent(item, issue.date, site),
      categories: [categoryOf(section.name, newsletter)],
    }));
  });
}

function categoryOf(name: string, { sections }: Newsletter): FeedEntry['categories'][number] {
  return { name, path: sections.find((section) => section.name === name)?.path ?? name };
}

/** The beginning of a text on one line, cut between words. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= 300) return line;
  const words = line.slice(0, 300).replace(/[\s.,;:]+\S*$/, '');
  // A text without spaces is cut anywhere, but never inside a character.
  return `${words.replace(/[\ud800-\udbff]$/, '')}…`;
}
