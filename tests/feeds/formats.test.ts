import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import Parser from 'rss-parser';
import { describe, expect, test } from 'vitest';
import { toAtom } from '../../src/feeds/atom.ts';
import { listFeeds } from '../../src/feeds/catalogue.ts';
import { createIssueFeed, createItemFeed } from '../../src/feeds/create.ts';
import type { Feed } from '../../src/feeds/feed.ts';
import { toJsonFeed } from '../../src/feeds/json.ts';
import { toRss } from '../../src/feeds/rss.ts';
import type { Issue } from '../../src/issue/schema.ts';
import { createSite } from '../../src/urls.ts';
import { issueIn, newsletterWith } from './newsletter.ts';

const newsletter = newsletterWith();
const site = createSite(newsletter.url);

function feedOf(folder: string, issues: Issue[], settings = newsletter): Feed {
  const outline = listFeeds(settings).find((feed) => feed.folder === folder);
  if (!outline) throw new Error(`No feed at ${folder}`);
  const dates = issues.map(({ date }) => date);
  const source = { newsletter: settings, site: createSite(settings.url), since: dates.at(-1) };
  return outline.kind === 'issues'
    ? createIssueFeed(outline, issues, dates, source)
    : createItemFeed(outline, issues, source);
}

/** A feed as a client reads it, in the words of the model. */
interface Parsed {
  title: string | undefined;
  description: string | undefined;
  link: string | undefined;
  language: string | undefined;
  icon: string | undefined;
  entries: {
    id: string | undefined;
    title: string | undefined;
    link: string | undefined;
    published: number;
    summary: string | undefined;
    content: string | undefined;
    categories: (string | undefined)[];
  }[];
}

function modelOf(feed: Feed): Parsed {
  const { title, description, link, language, icon, entries } = feed;
  return {
    title,
    description,
    link,
    language,
    icon,
    entries: entries.map((entry) => ({
      id: entry.id,
      title: entry.title,
      link: entry.link,
      published: entry.published.epochMilliseconds,
      summary: entry.summary,
      content: entry.content,
      categories: entry.categories.map(({ name }) => name),
    })),
  };
}

function readAtom(text: string): Parsed {
  const { title, subtitle, links, logo, xml, entries } = parseAtomFeed(text);
  return {
    title: title?.value,
    description: subtitle?.value,
    link: links?.find(({ rel }) => rel === 'alternate')?.href,
    language: xml?.lang,
    icon: logo,
    entries: (entries ?? []).map((entry) => ({
      id: entry.id,
      title: entry.title?.value,
      link: entry.links?.find(({ rel }) => rel === 'alternate')?.href,
      published: Date.parse(entry.published ?? ''),
      summary: entry.summary?.value,
      content: entry.content?.value,
      categories: (entry.categories ?? []).map(({ label }) => label),
    })),
  };
}

function readRss(text: string): Parsed {
  const { title, description, link, language, image, items } = parseRssFeed(text);
  return {
    title,
    description,
    link,
    language,
    icon: image?.url,
    entries: (items ?? []).map((item) => ({
      id: item.guid?.value,
      title: item.title,
      link: item.link,
      published: Date.parse(item.pubDate ?? ''),
      // A description is HTML to a client.
      summary: item.description?.replaceAll('&#x3C;', '<').replaceAll('&#x26;', '&'),
      content: item.content?.encoded,
      categories: (item.categories ?? []).map(({ name }) => name),
    })),
  };
}

function readJson(text: string): Parsed {
  const { title, description, home_page_url, language, icon, items } = parseJsonFeed(text);
  return {
    title,
    description,
    link: home_page_url,
    language,
    icon,
    entries: (items ?? []).map((item) => ({
      id: item.id,
      title: item.title,
      link: item.url,
      published: Date.parse(item.date_published ?? ''),
      summary: item.summary,
      content: item.content_html,
      categories: item.tags ?? [],
    })),
  };
}

const fullDay = issueIn(`---
date: 2026-03-23
tagline: Titles with <angles> & "quotes".
updated: 2026-03-24
corrections:
  - date: 2026-03-25
    text: The year was wrong.
---

An introduction.

## News

### [A \`code\` title & *more*](https://www.example.org/a?utm_x=1&x=<1>)

Words with a note.[^1] See \`<a href="#top" src="/up">\`.

- [x] Done
- [ ] To do

| Year | Count |
| ---- | ----: |
| 2025 |    12 |

![A chart](/images/chart.png)

[^1]: The note itself.

### Without a link

No address is known.

## Research

### [A paper](https://arxiv.org/abs/2601.19107v2)

${'Many words stand here. '.repeat(30)}
`);
const dayBefore = issueIn(`---
date: 2026-01-09
tagline: The day before.
title: A title
---

## Research

### [Only one](https://example.org/only)

Text.
`);

describe.each(['', 'items/', 'news/', 'research/'])('the feed at /%s', (folder) => {
  const feed = feedOf(folder, [fullDay, dayBefore]);

  test('says the same in every format, by a parser of others', () => {
    const model = modelOf(feed);
    expect(model.entries.length).toBeGreaterThan(1);
    expect(readRss(toRss(feed, site))).toEqual(model);
    expect(readAtom(toAtom(feed, site))).toEqual(model);
    expect(readJson(toJsonFeed(feed, site))).toEqual(model);
  });

  test('says the same to a second parser', async () => {
    const parser = new Parser();
    for (const text of [toRss(feed, site), toAtom(feed, site)]) {
      const { items } = await parser.parseString(text);
      expect(items.map((item) => item['guid'] ?? item['id'])).toEqual(feed.entries.map(({ id }) => id));
      expect(items.map(({ title }) => title)).toEqual(feed.entries.map(({ title }) => title));
      expect(items.map((item) => item['content:encoded'] ?? item.content)).toEqual(
        feed.entries.map(({ content }) => content),
      );
    }
  });

  test('carries only absolute addresses, and nothing that runs or is styled', () => {
    for (const { content } of feed.entries) {
      const tags = content.match(/<[a-z][^>]*>/g)?.join(' ') ?? '';
      expect(tags.match(/ (?:href|src|srcset)="(?!https:\/\/|mailto:)[^"]*"/g)).toBe(null);
      expect(tags).not.toMatch(
        /<(?:script|style|iframe|form|input|svg)|\s(?:style|class|id|on\w+|aria-\w+|data-[\w-]+)\b/,
      );
    }
  });
});

describe('an entry of an issue', () => {
  const [entry] = feedOf('', [fullDay]).entries;
  const content = entry?.content ?? '';

  test('has the whole page: introduction, sections, items, notes, tables, pictures, corrections', () => {
    for (const part of [
      '<p><strong>Titles with &#x3C;angles> &#x26; "quotes".</strong></p>',
      '<p><a href="mailto:editor@example.com">Write to us</a></p>',
      '<p>Updated March 24, 2026</p>',
      '<p>An introduction.</p>',
      '<h2>News</h2>',
      'A <code>code</code> title &#x26; <em>more</em></a></h3>',
      '<h3>Without a link</h3>',
      '<td align="right">12</td>',
      '<img src="https://example.com/letters/images/chart.png" alt="A chart">',
      '<li>March 25, 2026: The year was wrong.</li>',
    ]) {
      expect(content).toContain(part);
    }
  });

  test('links its notes to the page, and leaves the same characters in a text alone', () => {
    expect(content).toContain('<a href="https://example.com/letters/2026/03/23/#a-code-title-more:fn-1">1</a>');
    expect(content).toContain('<code>&#x3C;a href="#top" src="/up"></code>');
  });

  test('shows a task list with marks, since no form belongs into a feed', () => {
    expect(content).toContain('☑ Done');
    expect(content).toContain('☐ To do');
  });

  test('is updated when its file says so, and published on its day', () => {
    expect(entry?.published.toInstant().toString()).toBe('2026-03-23T10:00:00Z');
    expect(entry?.updated.toInstant().toString()).toBe('2026-03-25T10:00:00Z');
    const sameDay = { ...fullDay, updated: '2026-03-23', corrections: [] };
    expect(feedOf('', [sameDay]).entries[0]?.updated.toInstant().toString()).toBe('2026-03-23T10:01:00Z');
  });
});

describe('an entry of an item', () => {
  const { entries } = feedOf('items/', [fullDay]);

  test('leads to its place on the page and names its story', () => {
    expect(entries.map(({ link }) => link)).toEqual([
      'https://example.com/letters/2026/03/23/#a-code-title-more',
      'https://example.com/letters/2026/03/23/#without-a-link',
      'https://example.com/letters/2026/03/23/#a-paper',
    ]);
    const atom = parseAtomFeed(toAtom(feedOf('items/', [fullDay]), site));
    expect(atom.entries?.[0]?.links?.find(({ rel }) => rel === 'related')?.href).toBe(
      'https://www.example.org/a?utm_x=1&x=%3C1%3E',
    );
    expect(entries[2]?.content).toMatch(/<p><a href="https:\/\/arxiv.org\/abs\/2601.19107v2">arxiv.org<\/a><\/p>$/);
  });

  test('has a summary of one short line, cut between words', () => {
    expect(entries[2]?.summary).toMatch(/^Many words .{250,290} here…$/);
  });

  test('has the id of the item, whatever its title is', () => {
    expect(entries.map(({ id }) => id)).toEqual([
      'tag:example,2026-03-23:link/example.org/a?x=%3C1%3E',
      'tag:example,2026-03-23:name/without-a-link',
      'tag:example,2026-03-23:link/arxiv.org/abs/2601.19107',
    ]);
    expect(feedOf('research/', [fullDay]).entries.map(({ id }) => id)).toEqual([entries[2]?.id]);
  });
});

test('an id has one form, however its link is encoded', () => {
  const idOf = (link: string) =>
    feedOf('items/', [issueIn(news('2026-03-23').replace('https://example.org/', link))]).entries[0]?.id;
  const id = 'tag:example,2026-03-23:link/example.org/%C3%A9~a?q=%5Bx%7C&y=%26';
  expect(idOf('https://example.org/%c3%a9%7ea?q=%5bx%7c&y=%26')).toBe(id);
  expect(idOf('https://example.org/é~a?q=[x|&y=%26')).toBe(id);
});

describe('the channel', () => {
  test('of RSS has all that a client asks for', () => {
    const rss = parseRssFeed(toRss(feedOf('', [fullDay]), site));
    expect(rss).toMatchObject({
      lastBuildDate: 'Wed, 25 Mar 2026 06:00:00 -0400',
      docs: 'https://www.rssboard.org/rss-specification',
      generator: 'Dateline',
      ttl: 60,
      image: { url: 'https://example.com/letters/icon.png', title: rss.title, link: rss.link },
      sy: { updatePeriod: 'daily', updateFrequency: 1 },
      atom: { links: [{ rel: 'self', href: 'https://example.com/letters/rss.xml', type: 'application/rss+xml' }] },
    });
    expect(rss.items?.[0]).toMatchObject({
      guid: { isPermaLink: false },
      pubDate: 'Mon, 23 Mar 2026 06:00:00 -0400',
      dc: { creators: ['The editors'] },
    });
    expect(toRss(feedOf('', [fullDay]), site)).toMatch(/<item>(?:(?!<author>).)*<description>.*<content:encoded>/s);
  });

  test('of Atom and JSON Feed is as complete', () => {
    const feed = feedOf('news/', [fullDay]);
    expect(parseAtomFeed(toAtom(feed, site))).toMatchObject({
      id: 'tag:example,2026:items/news',
      updated: '2026-03-25T06:00:00-04:00',
      authors: [{ name: 'The editors', email: 'editor@example.com', uri: 'https://example.com/us' }],
      icon: 'https://example.com/letters/favicon.svg',
      logo: 'https://example.com/letters/icon.png',
      xml: { lang: 'en' },
    });
    expect(JSON.parse(toJsonFeed(feed, site))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://example.com/letters/news/feed.json',
      home_page_url: 'https://example.com/letters/news/',
      authors: [{ name: 'The editors', url: 'https://example.com/us' }],
      icon: 'https://example.com/letters/icon.png',
      favicon: 'https://example.com/letters/favicon.svg',
      language: 'en',
    });
  });

  test('of a feed without entries is whole, and as old as the newsletter', () => {
    for (const feed of [feedOf('research/', [issueIn(`${news('2026-03-23')}`)]), feedOf('', [])]) {
      expect(readRss(toRss(feed, site)).entries).toEqual([]);
      expect(readAtom(toAtom(feed, site))).toEqual(modelOf(feed));
      expect(readJson(toJsonFeed(feed, site))).toEqual(modelOf(feed));
    }
    const empty = feedOf('research/', [issueIn(news('2026-03-24')), issueIn(news('2026-03-23'))]);
    expect(parseAtomFeed(toAtom(empty, site)).updated).toBe('2026-03-23T06:00:00-04:00');
  });
});

function news(date: string): string {
  return `---\ndate: ${date}\ntagline: Words.\n---\n\n## News\n\n### [A](https://example.org/)\n\nWords.\n`;
}

describe('dates', () => {
  test('are one instant in all formats, with the offset of the day', () => {
    const feed = feedOf('', [fullDay, dayBefore]);
    expect(toRss(feed, site)).toContain('<pubDate>Fri, 09 Jan 2026 06:00:00 -0500</pubDate>');
    expect(toAtom(feed, site)).toContain('<published>2026-01-09T06:00:00-05:00</published>');
    expect(toJsonFeed(feed, site)).toContain('"date_published": "2026-01-09T06:00:00-05:00"');
  });

  test('keep the instant where an old offset has seconds, which no format can write', () => {
    const feed = feedOf('', [issueIn(news('1850-01-01'))]);
    expect(toRss(feed, site)).toContain('<pubDate>Tue, 01 Jan 1850 10:56:02 +0000</pubDate>');
    expect(toAtom(feed, site)).toContain('<published>1850-01-01T10:56:02+00:00</published>');
  });
});

describe('hostile texts', () => {
  const texts = {
    markup: '</title><script>alert(1)</script>',
    'the end of CDATA': 'a ]]> b',
    'a character reference': '&amp; &lt; &#x26;',
    'a bare angle': '1 < 2 & 3 > 2',
    'a carriage return': 'one\rtwo',
    'text from right to left': 'שלום \u202eabc\u202c مرحبا',
    emoji: '👩‍👩‍👧‍👦 😀',
    'all that XML allows': '\u0085\ue000\ufffd\u{10ffff}',
  };

  test.each(Object.entries(texts))('arrive as they are: %s', (_, text) => {
    const feed = hostile(text);
    const model = modelOf(feed);
    expect(readAtom(toAtom(feed, site))).toEqual(model);
    expect(readRss(toRss(feed, site))).toEqual(model);
    expect(readJson(toJsonFeed(feed, site))).toEqual(model);
  });

  test.each([
    ['a control character', 'a\u000bb'],
    ['half a character', 'a\ud83db'],
    ['a character that is none', 'a\uffffb'],
  ])('lose only what XML 1.0 forbids: %s', (_, text) => {
    const model = modelOf(hostile('ab'));
    expect(readRss(toRss(hostile(text), site))).toEqual(model);
    expect(readAtom(toAtom(hostile(text), site))).toEqual(model);
    expect(readJson(toJsonFeed(hostile(text), site))).toEqual(modelOf(hostile(text)));
  });

  function hostile(text: string): Feed {
    const title = { markdown: text, html: 'Words', text };
    const summary = { markdown: text, html: '<p>Words</p>', text };
    const item = { name: 'a', namedByHand: true, followup: false, title, summary };
    const issue: Issue = {
      date: '2026-03-23',
      tagline: text,
      title: text,
      draft: false,
      corrections: [],
      sections: [{ name: 'News', items: [item] }],
    };
    // A summary folds its white space; here every character counts.
    const feed = feedOf('items/', [issue], newsletterWith({ title: text, description: text }));
    return { ...feed, entries: feed.entries.map((entry) => ({ ...entry, summary: text, content: text })) };
  }
});
