import { x } from 'xastscript';
import type { Feed, FeedEntry } from './feed.ts';
import { writeXml } from './xml.ts';

/**
 * A feed as RSS 2.0 (RSS Advisory Board profile), with full content (content module) and the entry's author (Dublin Core).
 *
 * @param self the address of this feed
 */
export function toRss(feed: Feed, self: string): string {
  const { title, description, link, language, updated, entries } = feed;
  return writeXml(
    x('rss', { version: '2.0', ...namespaces }, [
      x('channel', [
        x('title', title),
        x('link', link),
        x('description', description),
        x('language', language),
        updated && x('lastBuildDate', writeRfc822(updated)),
        x('docs', 'https://www.rssboard.org/rss-specification'),
        x('generator', 'Dateline'),
        x('atom:link', { href: self, rel: 'self', type: 'application/rss+xml' }),
        ...entries.map((entry) => writeEntry(entry, feed)),
      ]),
    ]),
  );
}

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

function writeEntry({ id, title, link, published, summary, content, categories }: FeedEntry, { author }: Feed) {
  return x('item', [
    x('title', title),
    x('link', link),
    x('guid', { isPermaLink: 'false' }, id),
    x('pubDate', writeRfc822(published)),
    x('dc:creator', author.name),
    ...categories.map((category) => x('category', category)),
    x('description', summary),
    x('content:encoded', content),
  ]);
}

/** `Mon, 23 Mar 2026 06:00:00 -0400`: RFC 822 with the four-digit year of the RSS specification. */
export function writeRfc822(time: Temporal.ZonedDateTime): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const weekday = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ')[time.dayOfWeek - 1];
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[time.month - 1];
  const clock = [time.hour, time.minute, time.second].map(two).join(':');
  return `${weekday}, ${two(time.day)} ${month} ${time.year} ${clock} ${time.offset.replace(':', '')}`;
}
