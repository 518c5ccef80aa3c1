import type { Element } from 'xast';
import { x } from 'xastscript';
import { feedPath, type FeedFile, type Site } from '../urls.ts';
import type { FeedHistory } from './feed.ts';

/**
 * The elements that tell a client where a document stands in the archive of its feed (RFC 5005).
 *
 * @param name of the link element: `link` in Atom, `atom:link` in RSS
 */
export function writeHistory(
  history: FeedHistory,
  file: Exclude<FeedFile, 'feed.json'>,
  name: string,
  site: Site,
): Element[] {
  const type = file === 'rss.xml' ? 'application/rss+xml' : 'application/atom+xml';
  const link = (rel: string, folder: string) => x(name, { rel, type, href: site.absolute(feedPath(folder, file)) });
  const { kind, previous, next } = history;
  return [
    ...(kind === 'complete' ? [x('fh:complete')] : []),
    ...(kind === 'archive' ? [x('fh:archive'), link('current', '')] : []),
    ...(previous === undefined ? [] : [link('prev-archive', previous)]),
    ...(next === undefined ? [] : [link('next-archive', next)]),
  ];
}

/** An address as a URI (RFC 3986): characters that only an IRI may hold are percent-encoded. */
export function toUri(address: string): string {
  const href = URL.parse(address)?.href ?? address;
  return href.replace(/[^0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+/g, (found) => encodeURIComponent(found.toWellFormed()));
}
