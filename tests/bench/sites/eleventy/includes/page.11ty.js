import { escape } from '../shared/text.ts';
import { whole } from './whole.js';

export default function render({ title, tagline, day, page, content, collections }) {
  return whole
    ? renderWhole({ title, tagline, day, page, content, collections })
    : renderPlain({ title, tagline, page, content });
}

/** A page with all that Dateline's has. */
function renderWhole({ title, tagline, day, page, content, collections }) {
  const frame = {
    title: whole.titleOf(day, title),
    description: tagline ?? `${title}: an archive of issues.`,
    url: page.url,
    ...(day !== undefined && { day, data: whole.describeIssuePage(collections.byUrl.get(page.url)) }),
  };
  return `<!doctype html><html lang="en"><head>${whole.writeHead(frame)}</head><body data-base="/">${whole.writeMasthead(page.url)}<main id="main" tabindex="-1">${content}</main>${whole.foot}</body></html>`;
}

function renderPlain({ title, tagline, page, content }) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)} · The Bench</title>
    <meta name="description" content="${escape(tagline ?? 'An archive of issues.')}">
    <link rel="canonical" href="https://bench.example.com${page.url}">
    <link rel="alternate" type="application/rss+xml" href="/rss.xml">
  </head>
  <body>
    <header>
      <a href="/">The Bench</a>
      <nav><a href="/archive/">Archive</a> <a href="/rss.xml">Feed</a></nav>
    </header>
    <main>${content}</main>
    <footer><a href="/archive/">Archive</a></footer>
  </body>
</html>
`;
}
