import { changedOn } from '../issue/change.ts';
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
  const { published, updated } = timesOf({ date: issue.date, changed: changedOn(issue) }, newsletter);
  const items = sections.flatMap((section) => section.items);
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': issueId(newsletter.id, issue),
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
    mainEntity: toItemList(
      items.map(({ name, title: words }) => ({ name: words.text, path: itemPath(date, name) })),
      site,
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

/** A page that lists others, in its order: issues, months, years, or the items of a section. */
export interface ListPage {
  title: string;
  path: string;
  links: readonly { name: string; path: string }[];
}

/** A page that lists others. */
export function describeList({ title, path, links }: ListPage, newsletter: Newsletter, site: Site): LinkedData {
  return {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: title,
    url: site.absolute(path),
    inLanguage: newsletter.language,
    isPartOf: { '@type': 'WebSite', name: newsletter.title, url: site.url },
    mainEntity: toItemList(links, site),
  };
}

/** JSON for a `script` element: nothing in it can end the element. */
export function writeLinkedData(data: LinkedData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function toItemList(links: ListPage['links'], site: Site) {
  return {
    '@type': 'ItemList',
    numberOfItems: links.length,
    itemListElement: links.map(({ name, path }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      url: site.absolute(path),
    })),
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
