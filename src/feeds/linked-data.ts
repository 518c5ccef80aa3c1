import type { Entry } from '../issue/archive.ts';
import { issueId } from '../issue/identity.ts';
import type { Issue } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';
import { issuePath, itemPath, type Site } from '../urls.ts';
import { timesOf, writeRfc3339 } from './time.ts';

/** What a page tells search engines of itself, in the words of schema.org. */
export type LinkedData = { '@context': 'https://schema.org'; '@type': string } & Record<string, unknown>;

/** An issue's page: a news article with the list of its items. */
export function describeIssue(issue: Issue, newsletter: Newsletter, site: Site): LinkedData {
  const { date, title, tagline, sections, corrections } = issue;
  const page = site.absolute(issuePath(date));
  const { published, updated } = timesOf(issue, newsletter);
  const items = sections.flatMap((section) => section.items);
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': issueId(newsletter.id, date),
    headline: title ?? tagline,
    description: tagline,
    url: page,
    mainEntityOfPage: page,
    datePublished: writeRfc3339(published),
    dateModified: writeRfc3339(updated),
    inLanguage: newsletter.language,
    isAccessibleForFree: true,
    ...imageOf(newsletter, site),
    author: describeAuthor(newsletter),
    publisher: describePublisher(newsletter, site),
    articleSection: sections.map(({ name }) => name),
    ...(corrections.length > 0 && {
      correction: corrections.map((correction) => ({
        '@type': 'CorrectionComment',
        text: correction.text,
        dateCreated: correction.date,
      })),
    }),
    mainEntity: describeList(
      items.map(({ name, title: words }) => ({ name: words.text, url: site.absolute(itemPath(date, name)) })),
    ),
  };
}

/** The front page: the site of a newsletter. */
export function describeSite(newsletter: Newsletter, site: Site): LinkedData {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: newsletter.title,
    description: newsletter.description,
    url: site.url,
    inLanguage: newsletter.language,
    publisher: describePublisher(newsletter, site),
  };
}

/**
 * A page that lists issues: a month, a year, the archive.
 *
 * @param path of the page
 * @param entries in the order of the page
 */
export function describeEntries(
  { title, path }: { title: string; path: string },
  entries: readonly Pick<Entry, 'date' | 'title' | 'tagline'>[],
  newsletter: Newsletter,
  site: Site,
): LinkedData {
  const links = entries.map((entry) => ({
    name: entry.title ?? entry.tagline,
    url: site.absolute(issuePath(entry.date)),
  }));
  return describePage({ title, path }, links, newsletter, site);
}

/** A page that lists anything else, such as a section's items. */
export function describePage(
  { title, path }: { title: string; path: string },
  links: readonly { name: string; url: string }[],
  newsletter: Newsletter,
  site: Site,
): LinkedData {
  return {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: title,
    url: site.absolute(path),
    inLanguage: newsletter.language,
    isPartOf: { '@type': 'WebSite', name: newsletter.title, url: site.url },
    mainEntity: describeList(links),
  };
}

/** JSON for a `script` element: nothing in it can end the element. */
export function writeLinkedData(data: LinkedData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function describeList(links: readonly { name: string; url: string }[]) {
  return {
    '@type': 'ItemList',
    numberOfItems: links.length,
    itemListElement: links.map(({ name, url }, at) => ({ '@type': 'ListItem', position: at + 1, name, url })),
  };
}

function describeAuthor({ author }: Newsletter) {
  return { '@type': 'Organization', name: author.name, ...(author.link !== undefined && { url: author.link }) };
}

function describePublisher({ title, icon }: Newsletter, site: Site) {
  const logo = icon === undefined ? undefined : { '@type': 'ImageObject', url: site.absolute(icon.slice(1)) };
  return { '@type': 'Organization', name: title, url: site.url, ...(logo && { logo }) };
}

function imageOf({ icon }: Newsletter, site: Site) {
  return icon === undefined ? {} : { image: site.absolute(icon.slice(1)) };
}
