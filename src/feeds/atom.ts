import { x } from 'xastscript';
import { feedPath, feedStylePath, type Site } from '../urls.ts';
import type { Feed, FeedEntry } from './feed.ts';
import { toUri, writeHistory } from './links.ts';
import { writeRfc3339 } from './time.ts';
import { writeXml } from './xml.ts';

/** A feed as Atom (RFC 4287), with its place in the archive (RFC 5005). */
export function toAtom(feed: Feed, site: Site): string {
  const { id, title, description, link, language, author, icon, favicon, updated, entries } = feed;
  const self = site.absolute(feedPath(feed.folder, 'atom.xml'));
  const root = x('feed', { ...namespaces, 'xml:lang': language }, [
    x('title', title),
    x('subtitle', description),
    x('id', id),
    x('updated', writeRfc3339(updated)),
    x('link', { rel: 'alternate', type: 'text/html', href: link }),
    x('link', { rel: 'self', type: 'application/atom+xml', href: self }),
    ...writeHistory(feed.history, 'atom.xml', 'link', site),
    x('author', [
      x('name', author.name),
      author.link === undefined ? undefined : x('uri', toUri(author.link)),
      author.email === undefined ? undefined : x('email', author.email),
    ]),
    x('generator', 'Dateline'),
    x('icon', favicon),
    icon === undefined ? undefined : x('logo', icon),
    ...entries.map(writeEntry),
  ]);
  return writeXml(root, site.href(feedStylePath));
}

const namespaces = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
};

function writeEntry({ id, title, link, story, published, updated, summary, content, categories }: FeedEntry) {
  return x('entry', [
    x('title', title),
    x('id', id),
    x('link', { rel: 'alternate', type: 'text/html', href: link }),
    story === undefined ? undefined : x('link', { rel: 'related', href: toUri(story) }),
    x('published', writeRfc3339(published)),
    x('updated', writeRfc3339(updated)),
    ...categories.map(({ name, path }) => x('category', { term: path, label: name })),
    x('summary', summary),
    x('content', { type: 'html' }, content),
  ]);
}
