import { escape } from '../shared/text.ts';

export const data = { permalink: '/rss.xml', eleventyImport: { collections: ['newestFirst'] } };

export function render({ collections }) {
  const entries = collections.newestFirst.slice(0, 30).map(({ url, data, content }) => {
    const address = `https://bench.example.com${url}`;
    return `    <item>
      <title>${escape(data.title)}</title>
      <link>${address}</link>
      <guid>${address}</guid>
      <pubDate>${new Date(data.day).toUTCString()}</pubDate>
      <description>${escape(content)}</description>
    </item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <title>The Bench</title>
    <link>https://bench.example.com/</link>
    <description>An archive of issues.</description>
${entries.join('\n')}
  </channel>
</rss>
`;
}
