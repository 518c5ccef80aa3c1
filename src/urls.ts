/** The addresses of one site. A path is relative to the site's root and begins without a slash. */
export interface Site {
  /** The site's full address, with its final slash. */
  url: string;
  /** The root of the site on its host: `/`, or `/letters/`. */
  base: string;
  /** A path as a page links to it: `/letters/2026/03/23/`. */
  href: (path: string) => string;
  /** A path as a feed links to it: `https://example.com/letters/2026/03/23/`. */
  absolute: (path: string) => string;
}

/** @param url of the newsletter's settings, with its final slash */
export function createSite(url: string): Site {
  const base = new URL(url).pathname;
  return { url, base, href: (path) => base + path, absolute: (path) => url + path };
}

export const homePath = '';
export const archivePath = 'archive/';
export const aboutPath = 'about/';
export const notFoundPath = '404.html';
export const opmlPath = 'feeds.opml';
export const feedStylePath = 'feed.css';
export const schemaPath = 'schema/issue.json';
export const archiveDataPath = 'archive.json';
export const sitemapIndexPath = 'sitemap-index.xml';
export const llmsPath = 'llms.txt';
export const robotsPath = 'robots.txt';
export const searchWordsPath = 'search/words.json';
export const healthPath = 'health.json';
export const headersPath = '_headers';
export const redirectsPath = '_redirects';
export const faviconPath = 'favicon.svg';

/** The formats of a feed, by the names of their files. */
export const feedFiles = ['rss.xml', 'atom.xml', 'feed.json'] as const;
export type FeedFile = (typeof feedFiles)[number];

/**
 * `items/atom.xml`: a feed in one of its formats.
 *
 * @param folder where the feed is: empty for issues, `items/`, `news/`, or the path of a month
 */
export function feedPath(folder: string, file: FeedFile): string {
  return `${folder}${file}`;
}

/** The issues' own feed, which most readers want. */
export const rssPath = feedPath('', 'rss.xml');
export const searchPath = 'search/';
export const subscribePath = 'subscribe/';
export const catchUpPath = 'catch-up/';
export const sourcesPath = 'sources/';

/** `2026/03/23/` */
export function issuePath(date: string): string {
  return `${date.replaceAll('-', '/')}/`;
}

/** `2026/03/` */
export function monthPath(month: string): string {
  return `${month.replace('-', '/')}/`;
}

/** `2026/` */
export function yearPath(year: string): string {
  return `${year}/`;
}

/** `2026/03/23/#tiny-torch`: an item on its issue's page. */
export function itemPath(date: string, name: string): string {
  return `${issuePath(date)}#${encodeURIComponent(name)}`;
}

/** `#~news`: a section on the page of its issue. A tilde stands in no item's name. */
export function sectionAnchor(path: string): string {
  return `~${path}`;
}

/** `2026/03/23.md`: the Markdown of an issue. */
export function markdownPath(date: string): string {
  return `${date.replaceAll('-', '/')}.md`;
}

/** `2026/03/23.json`: the data of an issue. */
export function dataPath(date: string): string {
  return `${date.replaceAll('-', '/')}.json`;
}

/** `news/`: a section's newest month; `news/2026/02/`: an older one. */
export function sectionPath(path: string, month?: string): string {
  return `${path}/${month === undefined ? '' : monthPath(month)}`;
}

/** `sources/arxiv.org/`: the newest year of a source; `sources/arxiv.org/2025/`: an older one. */
export function sourcePath(host: string, year?: string): string {
  return `${sourcesPath}${host}/${year === undefined ? '' : yearPath(year)}`;
}

/** `2026/issues.json`: the data of every issue of a year. */
export function yearDataPath(year: string): string {
  return `${yearPath(year)}issues.json`;
}

/** `sitemap-2026.xml`: the pages of a year; `sitemap-0.xml`: those of no year. */
export function sitemapPath(name: string): string {
  return `sitemap-${name}.xml`;
}

/** `search/2026-03/pagefind-entry.json`: a file of a part of the search. */
export function searchFilePath(part: string, file: string): string {
  return `${searchPath}${part}/${file}`;
}

/** Whether a file is where those of the search are: its words, and its parts. */
export function isSearchFile(path: string): boolean {
  if (path === searchWordsPath) return true;
  return path.startsWith(searchPath) && /^\d{4}(?:-\d{2})?\//.test(path.slice(searchPath.length));
}

/** `og/2026-03-23.png`: the share image of an issue; `og/card.png`: the one for all other pages. */
export function sharePath(date?: string): string {
  return `og/${date ?? 'card'}.png`;
}
