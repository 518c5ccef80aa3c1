import { x } from 'xastscript';
import type { Newsletter } from '../newsletter.ts';
import { feedFiles, feedPath, type FeedFile, type Site } from '../urls.ts';
import { listFeeds, type FeedOutline } from './catalogue.ts';
import { writeXml } from './xml.ts';

/** Every feed of a newsletter in every format, in groups, as OPML 2.0 for a reader to import. */
export function toOpml(newsletter: Newsletter, site: Site): string {
  const feeds = listFeeds(newsletter);
  const groups: [string, FeedOutline['kind']][] = [
    ['Issues', 'issues'],
    ['Stories', 'items'],
    ['Sections', 'section'],
  ];
  return writeXml(
    x('opml', { version: '2.0' }, [
      x('head', [x('title', `Feeds of ${newsletter.title}`), x('ownerName', newsletter.author.name)]),
      x(
        'body',
        groups.map(([name, kind]) =>
          x(
            'outline',
            { text: name },
            feeds.filter((feed) => feed.kind === kind).flatMap((feed) => writeFormats(feed, newsletter, site)),
          ),
        ),
      ),
    ]),
  );
}

/** What a reader calls each format. */
export const formatNames: Record<FeedFile, string> = {
  'rss.xml': 'RSS',
  'atom.xml': 'Atom',
  'feed.json': 'JSON Feed',
};

function writeFormats({ title, description, folder, page }: FeedOutline, { language }: Newsletter, site: Site) {
  return feedFiles.map((file) => {
    const named = `${title} (${formatNames[file]})`;
    return x('outline', {
      type: 'rss',
      text: named,
      title: named,
      description,
      language,
      xmlUrl: site.absolute(feedPath(folder, file)),
      htmlUrl: site.absolute(page),
    });
  });
}
