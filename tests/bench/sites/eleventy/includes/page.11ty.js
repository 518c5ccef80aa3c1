import { escape } from './escape.js';

export default function render({ title, tagline, page, content }) {
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
