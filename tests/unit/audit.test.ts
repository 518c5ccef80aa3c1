import { describe, expect, test } from 'vitest';
import { toWords } from '../../src/issue/facts.ts';
import { auditFiles, auditKinds, holding } from '../../src/site/audit.ts';
import type { ReadableIssue } from '../../src/site/edition.ts';
import { createSheet, type Maker, type Sheet } from '../../src/site/sheet.ts';
import { countShown, type Tally } from '../../src/site/tally.ts';

const issue: ReadableIssue = {
  status: 'published',
  path: 'content/issues/2026-03-23.md',
  key: 'key',
  threads: [],
  hasRemoteImages: false,
  entry: {
    date: '2026-03-23',
    tagline: 'Tagline.',
    draft: false,
    outline: [{ name: 'News', count: 2 }],
    hosts: toWords(['', '']),
    sections: [
      {
        name: 'News',
        items: [
          { name: 'a', title: 'A' },
          { name: 'b', title: 'B' },
        ],
      },
    ],
  },
};

/** What differs in a site of one part. */
function auditSite(...[sheets, files, issues]: [...Parameters<typeof auditFiles>, ReadableIssue[]]): string[] {
  const { differences, shown } = auditFiles(sheets, files);
  return [...differences, ...auditKinds([shown], issues)];
}

describe('what a site shows, held against what is published', () => {
  const both = holding([issue]);
  const sheets: Sheet[] = [
    createSheet('2026/03/23/', 'Day', unread, unread, both),
    createSheet('2026/03/', 'Month', unread, unread, both),
    createSheet('2026/', 'Year', unread, unread, () => ({ issues: 1, items: 0 })),
    createSheet('archive/', 'Archive', unread, unread, () => ({ issues: 1, items: 0 })),
    createSheet('news/', 'SectionMonth', unread, unread, () => ({ issues: 0, items: 2 })),
    createSheet('2026/03/23.md', 'issueMarkdown', unread, unread, both),
    createSheet('2026/03/23.json', 'issueData', unread, unread, both),
    createSheet('2026/issues.json', 'yearData', unread, unread, both),
    createSheet('2026/03/rss.xml', 'monthFeed', unread, unread, both),
    createSheet('2026/03/atom.xml', 'monthFeed', unread, unread, both),
    createSheet('sitemap-2026.xml', 'sitemap', unread, unread, () => ({ issues: 1, items: 0 })),
    createSheet('search/2026-03/pagefind-entry.json', 'copy', unread, unread, () => ({ issues: 0, items: 3 })),
    createSheet('about/', 'About', unread),
  ];
  const files = (others: Record<string, Tally | undefined> = {}) =>
    new Map(
      sheets.map(({ path, holds }) => {
        const name = path.endsWith('/') ? `${path}index.html` : path;
        const shown = name in others ? others[name] : holds?.({ issues: 0, items: 0 });
        return [name, shown ? { shown } : {}];
      }),
    );

  test('is the same where every file holds what it should', () => {
    expect(auditSite(sheets, files(), [issue])).toEqual([]);
  });

  test('differs where a page has lost a story', () => {
    expect(auditSite(sheets, files({ '2026/03/23/index.html': { issues: 1, items: 1 } }), [issue])).toEqual([
      '`2026/03/23/index.html`: unexpected 1 item in 1 issue, expected 2 items in 1 issue',
      'issue pages: unexpected 1 item in 1 issue, expected 2 items in 1 issue',
    ]);
  });

  test('differs where a file is missing, or nobody counted in it', () => {
    const [, ...others] = sheets;
    expect(auditSite(others, files(), [issue])).toEqual([
      'issue pages: unexpected 0 items in 0 issues, expected 2 items in 1 issue',
    ]);
    expect(auditSite(sheets, files({ '2026/03/23.json': undefined }), [issue])).toContain(
      '`2026/03/23.json`: unexpected 0 items in 0 issues, expected 2 items in 1 issue',
    );
  });

  test('differs where the search lacks a hit', () => {
    expect(
      auditSite(sheets, files({ 'search/2026-03/pagefind-entry.json': { issues: 0, items: 2 } }), [issue]),
    ).toContain('the search: unexpected 2 items in 0 issues, expected 3 items in 0 issues');
  });
});

describe('what a file shows is counted in the file itself', () => {
  test.each<[Maker, string, string, Tally]>([
    [
      'issueMarkdown',
      'a.md',
      '## News\n\n### A\n\n````md\n### no heading\n```\n### nor this\n````\n\n### B\n',
      { issues: 1, items: 2 },
    ],
    [
      'issueData',
      'a.json',
      '{ "id": "a", "sections": [{ "id": "b", "text": "\\"id\\": " }] }',
      { issues: 1, items: 1 },
    ],
    ['issueFeed', 'rss.xml', '<item>&#x3C;h3>A&#x3C;/h3></item><item></item>', { issues: 2, items: 1 }],
    [
      'sitemap',
      'sitemap-2026.xml',
      '<loc>https://a.org/2026/03/23/</loc><loc>https://a.org/2026/03/</loc>',
      { issues: 1, items: 0 },
    ],
    [
      'copy',
      'search/2026/pagefind-entry.json',
      '{"languages":{"en":{"page_count":7},"de":{"page_count":2}}}',
      { issues: 0, items: 9 },
    ],
  ])('%s', (maker, path, text, shown) => {
    expect(countShown(maker, path, text)).toEqual(shown);
    expect(countShown(maker, path, Buffer.from(text))).toEqual(shown);
  });

  test('whatever its texts say of JSON or XML', () => {
    const text =
      '<item><title>The key "id": 1</title></item><description>&#x3C;p>"id": 2, &#x26;lt;entry></description>';
    expect(countShown('issueFeed', 'rss.xml', text)).toEqual({ issues: 1, items: 0 });
    expect(countShown('itemFeed', 'items/rss.xml', text)).toEqual({ issues: 0, items: 1 });
    expect(countShown('issueFeed', 'feed.json', '{ "id": "1", "content_html": "<item><entry>" }')).toEqual({
      issues: 1,
      items: 0,
    });
  });

  test('but not in one that shows no issues', () => {
    expect(countShown('copy', 'favicon.svg', '<svg/>')).toBeUndefined();
    expect(countShown('About', 'about/', '<h1>About</h1>')).toBeUndefined();
  });
});

function unread(): never {
  throw new Error('An audit looks at files, not at what they are made from');
}
