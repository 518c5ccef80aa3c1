import { x } from 'xastscript';
import { escape } from '../issue/escape.ts';
import { feedPath, feedStylePath, type Site } from '../urls.ts';
import type { Feed, FeedEntry } from './feed.ts';
import { writeHistory } from './links.ts';
import { writeRfc822 } from './time.ts';
import { writeXml } from './xml.ts';

/**
 * A feed as RSS 2.0 (RSS Advisory Board profile), with full content (content module), the entry's author (Dublin Core),
 * how often it comes (syndication module), and its place in the archive (RFC 5005).
 */
export function toRss(feed: Feed, site: Site): string {
  const { title, description, link, language, updated, icon, entries } = feed;
  const self = site.absolute(feedPath(feed.folder, 'rss.xml'));
  const channel = x('channel', [
    x('title', title),
    x('link', link),
    x('description', description),
    x('language', language),
    x('lastBuildDate', writeRfc822(updated)),
    x('docs', 'https://www.rssboard.org/rss-specification'),
    x('generator', 'Dateline'),
    x('ttl', '60'),
    icon === undefined ? undefined : x('image', [x('url', icon), x('title', title), x('link', link)]),
    x('atom:link', { href: self, rel: 'self', type: 'application/rss+xml' }),
    ...writeHistory(feed.history, 'rss.xml', 'atom:link', site),
    x('sy:updatePeriod', 'daily'),
    x('sy:updateFrequency', '1'),
    ...entries.map((entry) => writeEntry(entry, feed)),
  ]);
  return writeXml(x('rss', { version: '2.0', ...namespaces }, channel), site.href(feedStylePath));
}

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:sy': 'http://purl.org/rss/1.0/modules/syndication/',
};

function writeEntry({ id, title, link, published, summary, content, categories }: FeedEntry, { author }: Feed) {
  return x('item', [
    x('title', title),
    x('link', link),
    x('guid', { isPermaLink: 'false' }, id),
    x('pubDate', writeRfc822(published)),
    x('dc:creator', author.name),
    ...categories.map(({ name }) => x('category', name)),
    // Readers take a description for HTML.
    x('description', escape(summary)),
    x('content:encoded', content),
  ]);
}
