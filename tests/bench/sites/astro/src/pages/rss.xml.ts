import { issues, lines } from '../issues';

export function GET(): Response {
  const entries = issues.slice(0, 30).map(({ data, rendered }, at) => {
    const address = `https://bench.example.com${lines[at]?.href}`;
    return `    <item>
      <title>${escape(data.title)}</title>
      <link>${address}</link>
      <guid>${address}</guid>
      <pubDate>${new Date(data.day).toUTCString()}</pubDate>
      <description>${escape(rendered?.html ?? '')}</description>
    </item>`;
  });
  return new Response(`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <title>The Bench</title>
    <link>https://bench.example.com/</link>
    <description>An archive of issues.</description>
${entries.join('\n')}
  </channel>
</rss>
`);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
