import { feedPath, type Site } from '../urls.ts';
import type { Feed, FeedEntry } from './feed.ts';
import { writeRfc3339 } from './time.ts';

/** A feed as JSON Feed 1.1. */
export function toJsonFeed(feed: Feed, site: Site): string {
  const { title, description, link, language, author, icon, favicon, entries } = feed;
  return writeJson({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: link,
    feed_url: site.absolute(feedPath(feed.folder, 'feed.json')),
    description,
    icon,
    favicon,
    authors: [{ name: author.name, url: author.link ?? (author.email && `mailto:${author.email}`), avatar: icon }],
    language,
    items: entries.map(writeItem),
  });
}

/** A value as JSON for people to read, too. */
export function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function writeItem({ id, title, link, story, published, updated, summary, content, categories }: FeedEntry) {
  return {
    id,
    url: link,
    external_url: story,
    title,
    content_html: content,
    summary,
    date_published: writeRfc3339(published),
    date_modified: writeRfc3339(updated),
    tags: categories.map(({ name }) => name),
  };
}
