import type { Feed } from './archive.ts';
import { escape, site } from './text.ts';

export function writeRss({ folder, title, entries }: Feed): string {
  const items = entries.map(
    ({ url, day, title, readHtml }) => `    <item>
      <title>${escape(title)}</title>
      <link>${site}${url}</link>
      <guid>${site}${url}</guid>
      <pubDate>${new Date(day).toUTCString()}</pubDate>
      <description>${escape(readHtml())}</description>
    </item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <title>${escape(title)}</title>
    <link>${site}${folder}</link>
    <description>An archive of issues.</description>
${items.join('\n')}
  </channel>
</rss>
`;
}

export function writeAtom({ folder, title, entries }: Feed): string {
  const items = entries.map(
    ({ url, day, title, readHtml }) => `  <entry>
    <title>${escape(title)}</title>
    <link href="${site}${url}"/>
    <id>${site}${url}</id>
    <updated>${day}T00:00:00Z</updated>
    <content type="html">${escape(readHtml())}</content>
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>${escape(title)}</title>
  <link href="${site}${folder}"/>
  <link rel="self" href="${site}${folder}atom.xml"/>
  <id>${site}${folder}</id>
  <updated>${entries[0]?.day}T00:00:00Z</updated>
  <author><name>The editors</name></author>
${items.join('\n')}
</feed>
`;
}

export function writeJsonFeed({ folder, title, entries }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: `${site}${folder}`,
    feed_url: `${site}${folder}feed.json`,
    items: entries.map(({ url, day, title, readHtml }) => ({
      id: `${site}${url}`,
      url: `${site}${url}`,
      title,
      date_published: `${day}T00:00:00Z`,
      content_html: readHtml(),
    })),
  });
}
