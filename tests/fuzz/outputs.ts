import { fromHtml } from 'hast-util-from-html';
import type { Element, Nodes, Root } from 'hast';
import { fromXml } from 'xast-util-from-xml';
import { toString as textOf } from 'xast-util-to-string';
import { createIssueFeed, createItemFeed, type Source } from '../../src/feeds/create.ts';
import { listFeeds } from '../../src/feeds/catalogue.ts';
import { toAtom } from '../../src/feeds/atom.ts';
import type { Feed } from '../../src/feeds/feed.ts';
import { toJsonFeed } from '../../src/feeds/json.ts';
import { toRss } from '../../src/feeds/rss.ts';
import { createTwin } from '../../src/feeds/twin.ts';
import { formatIssue } from '../../src/issue/format.ts';
import { tag as startTag } from '../../src/issue/render.ts';
import type { Issue } from '../../src/issue/schema.ts';
import { listRecords } from '../../src/search/record.ts';
import { createSite } from '../../src/urls.ts';
import { newsletterWith } from '../feeds/newsletter.ts';

/** All that readers get of one issue, as it is written. */
export interface Written {
  markdown: string;
  twin: string;
  /** By the names of their files. */
  feeds: Map<string, string>;
  /** The words of its stories, and its own, as the search is given them. */
  records: string[];
}

/** What a reader of one of an issue's outputs sees. */
export interface Output {
  name: string;
  /** Its HTML; nothing where it is plain text. */
  html?: string;
  /** Its words, white space collapsed, with a space at both ends. */
  text: string;
  /** Whether it holds the stories alone, without the tagline and the introduction. */
  storiesOnly: boolean;
}

const newsletter = newsletterWith({
  sections: ['News', 'Research', 'Code'].map((name) => ({ name, path: name.toLowerCase(), description: name })),
});
const site = createSite(newsletter.url);

/** Writes all that readers get of an issue, the pages excepted: these need a build. */
export function writeOutputs(issue: Issue): Written {
  const source: Source = { newsletter, site, since: issue.date };
  const feeds = listFeeds(newsletter).flatMap((outline) => {
    const feed =
      outline.kind === 'issues'
        ? createIssueFeed(outline, [issue], [issue.date], source)
        : createItemFeed(outline, [issue], source);
    return writeFeed(feed);
  });
  return {
    markdown: formatIssue(issue),
    twin: JSON.stringify(createTwin(issue, newsletter, site)),
    feeds: new Map(feeds),
    records: listRecords(issue, newsletter.language).map(({ meta, content }) =>
      [meta.section, meta.title, content].join('\n'),
    ),
  };
}

function writeFeed(feed: Feed): [string, string][] {
  return [
    [`${feed.folder}rss.xml`, toRss(feed, site)],
    [`${feed.folder}atom.xml`, toAtom(feed, site)],
    [`${feed.folder}feed.json`, toJsonFeed(feed, site)],
  ];
}

/**
 * The outputs of an issue as readers see them: its HTML as pages are filled with, its feeds read by a parser, its twin, and
 * what the search knows.
 */
export function readOutputs(issue: Issue, written: Written): Output[] {
  const { twin, feeds, records } = written;
  const all = [...feeds].filter(([name]) => /^(?:items\/)?[a-z.]+$/.test(name));
  return [
    toOutput('page', htmlOf(issue)),
    toOutput('twin', htmlOf(JSON.parse(twin))),
    { name: 'search', text: collapse(records.join(' ')), storiesOnly: false },
    ...all.map(([name, text]) =>
      toOutput(name, name.endsWith('.json') ? readJson(text) : readXml(text), name.startsWith('items/')),
    ),
  ];
}

/** White space collapsed, so that only words count, with a space at both ends. */
export function collapse(text: string): string {
  return ` ${text} `.replace(/\s+/g, ' ');
}

function toOutput(name: string, html: string, storiesOnly = false): Output {
  return { name, html, text: collapse(wordsOf(fromHtml(html, { fragment: true }))), storiesOnly };
}

/** The HTML of an issue's parts, in the order of its page. */
function htmlOf({ title = '', tagline, intro, sections, corrections }: Issue): string {
  const items = sections.flatMap((section) => [
    escape(section.name),
    ...section.items.flatMap((item) => [item.title.html, item.summary.html]),
  ]);
  const parts = [escape(title), escape(tagline), intro?.html ?? '', ...items];
  return [...parts, ...corrections.map(({ text }) => escape(text))].map((part) => `<div>${part}</div>`).join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

interface JsonFeed {
  items: { title: string; summary: string; content_html: string }[];
}

function readJson(text: string): string {
  const { items }: JsonFeed = JSON.parse(text);
  return items.map(({ title, summary, content_html: html }) => entryHtml([title, summary], html)).join('');
}

function readXml(text: string): string {
  const parts: string[] = [];
  const read = (node: ReturnType<typeof fromXml> | ReturnType<typeof fromXml>['children'][number]) => {
    if (node.type === 'element' && /^(?:item|entry)$/.test(node.name)) {
      const get = (...names: string[]) =>
        node.children
          .filter((child) => child.type === 'element' && names.includes(child.name))
          .map((child) => textOf(child));
      parts.push(entryHtml(get('title', 'summary'), get('content', 'content:encoded').join('')));
    } else if ('children' in node) node.children.forEach(read);
  };
  read(fromXml(text));
  return parts.join('');
}

function entryHtml(plain: readonly string[], html: string): string {
  return [...plain.map(escape), html].map((part) => `<div>${part}</div>`).join('');
}

const inline = new Set('a code del em input strong'.split(' '));

/** The words of HTML, those of images and tooltips too. */
function wordsOf(node: Root | Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  const words = node.children.map(wordsOf).join('');
  if (node.type !== 'element') return words;
  const extra = attributeWords(node);
  return inline.has(node.tagName) ? `${words}${extra && ` ${extra} `}` : ` ${words} ${extra} `;
}

function attributeWords({ properties: { alt, title } }: Element): string {
  return [alt, title].filter(Boolean).join(' ');
}

/** Whether every tag of HTML is one as the site writes them: other code relies on that form. */
export function hasOwnForm(html: string): boolean {
  return !html
    .replace(startTag, '')
    .replace(/<\/[a-z][a-z0-9]*>/g, '')
    .includes('<');
}
