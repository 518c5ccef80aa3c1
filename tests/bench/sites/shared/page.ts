import { readFileSync } from 'node:fs';
import path from 'node:path';
import { escape, site, writeDay } from './text.ts';

// What Dateline's pages have around their content, so that a page of another tool says as much: in strings, which no tool
// makes faster or slower than another.

/** A page, but for its content. */
export interface PageFrame {
  title: string;
  description: string;
  url: string;
  /** Of an issue's page. */
  day?: string;
  /** What the page tells search engines, as JSON. */
  data?: string;
}

/** All that stands in the head of a page. An issue's page, and the front page, carry their style. */
export function writeHead({ title, description, url, day, data }: PageFrame): string {
  const [words, address] = [escape(description), `${site}${url}`];
  const twin = `${site}${url.slice(0, -1)}`;
  return `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><script>${scheme}</script><title>${escape(title)} · The Bench</title><meta name="description" content="${words}"><link rel="canonical" href="${address}"><meta property="og:type" content="${day === undefined ? 'website' : 'article'}"><meta property="og:site_name" content="The Bench"><meta property="og:title" content="${escape(title)}"><meta property="og:description" content="${words}"><meta property="og:url" content="${address}"><meta property="og:locale" content="en"><meta property="og:image" content="${site}/og/${day ?? 'card'}.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="The Bench: ${words}">${day === undefined ? '' : `<meta property="article:published_time" content="${day}">`}<meta name="twitter:card" content="summary_large_image"><link rel="icon" href="/favicon.svg" type="image/svg+xml">${feeds}${day === undefined ? '' : `<link rel="alternate" type="text/markdown" href="${twin}.md"><link rel="alternate" type="application/json" href="${twin}.json">`}${data === undefined ? '' : `<script type="application/ld+json">${data.replaceAll('<', '\\u003c')}</script>`}${day !== undefined || url === '/' ? `<style>${style}</style>` : '<link rel="stylesheet" href="/style.css">'}`;
}

/** Before and after the content of a page. */
export function writeMasthead(url: string): string {
  const links = [
    ...['News', 'Research', 'Code', 'Archive', 'Search', 'Subscribe', 'About'].map((name) => {
      const to = `/${name.toLowerCase()}/`;
      return `<a href="${to}"${to === url ? ' aria-current="page"' : ''}>${name}</a>`;
    }),
  ];
  return `<a class="skip" href="#main">Skip to the content</a><header><a class="name" href="/">The Bench</a><button type="button" id="~scheme" hidden aria-label="Dark colors" aria-pressed="false"><svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="10" cy="10" r="8.2" fill="none" stroke="currentColor" stroke-width="1.6"></circle><path d="M10 1.8a8.2 8.2 0 0 1 0 16.4z" fill="currentColor"></path></svg></button><nav aria-label="Site">${links.join('')}</nav></header>`;
}

export const foot = `<footer><p><b>The Bench</b>An archive of issues.</p><nav aria-label="Elsewhere"><a href="/archive/">Archive</a><a href="/sources/">Sources</a><a href="/subscribe/">Subscribe</a><a href="/rss.xml">RSS</a><button type="button" id="~keys" hidden>Keyboard</button></nav></footer><dialog id="~help" aria-labelledby="~help-title"><h2 id="~help-title">Keyboard</h2><dl>${[
  ['j', 'next story'],
  ['k', 'previous story'],
  ['o', 'open the story'],
  ['/', 'search'],
  ['?', 'this help'],
]
  .map(([key, meaning]) => `<div><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`)
  .join(
    '',
  )}</dl><p><label><input type="checkbox" id="~keys-on" checked> These keys are on</label></p><form method="dialog"><button type="submit">Close</button></form></dialog>`;

const feeds = [
  ['rss.xml', 'rss', 'RSS'],
  ['atom.xml', 'atom', 'Atom'],
  ['feed.json', 'feed', 'JSON Feed'],
]
  .map(
    ([file, type, name]) =>
      `<link rel="alternate" type="application/${type}+${type === 'feed' ? 'json' : 'xml'}" title="The Bench (${name})" href="${site}/${file}">`,
  )
  .join('');

const scheme = `try { const scheme = localStorage.getItem('bench:scheme'); if (scheme) document.documentElement.dataset.scheme = scheme; } catch {}`;

const policy = `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'`;

/** Put beside the site by the bench: about as long as Dateline's own. */
const style = readFileSync(path.join(process.cwd(), 'shared/style.css'), 'utf8');

/** A page's title as Dateline has it: `March 23, 2026`. */
export function titleOf(day: string | undefined, title: string): string {
  return day === undefined ? title : writeDay(day);
}
