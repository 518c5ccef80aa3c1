import { fromXml } from 'xast-util-from-xml';
import { describe, expect, test } from 'vitest';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { toAtom } from '../../src/feeds/atom.ts';
import { listFeeds } from '../../src/feeds/catalogue.ts';
import { createIssueFeed, createMonthFeed } from '../../src/feeds/create.ts';
import type { Feed } from '../../src/feeds/feed.ts';
import { countFitting, largestFeed } from '../../src/feeds/fit.ts';
import { historyOf, listMonths } from '../../src/feeds/history.ts';
import { toJsonFeed } from '../../src/feeds/json.ts';
import { toRss } from '../../src/feeds/rss.ts';
import type { Issue, Item } from '../../src/issue/schema.ts';
import { createSite, feedPath } from '../../src/urls.ts';
import { issuesOf, newsletterWith } from './newsletter.ts';

const newsletter = newsletterWith();
const site = createSite(newsletter.url);
const [outline] = listFeeds(newsletter);

/** The days of some months, newest first. */
function daysOf(months: string[], days: number): string[] {
  return months
    .flatMap((month) => Array.from({ length: days }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`))
    .sort()
    .reverse();
}

function monthsOf(dates: readonly string[]): string[] {
  return dates.map((date) => date.slice(0, 7));
}

function subscription(issues: readonly Issue[], dates: readonly string[]): Feed {
  if (!outline) throw new Error('No feed');
  return createIssueFeed(outline, issues, dates, { newsletter, site, since: dates.at(-1) });
}

/** Every document of the feed of issues, by its address, in a format. */
function documents(dates: readonly string[], held: number, write: typeof toRss, file: 'rss.xml' | 'atom.xml') {
  const issues = issuesOf(dates);
  const feeds = [subscription(issues.slice(0, held), dates)];
  for (const month of listMonths(monthsOf(dates))) {
    const ofMonth = issues.filter(({ date }) => date.startsWith(month.month));
    if (outline) feeds.push(createMonthFeed(outline, month, ofMonth, { newsletter, site, since: dates.at(-1) }));
  }
  return new Map(feeds.map((feed) => [site.absolute(feedPath(feed.folder, file)), write(feed, site)]));
}

const formats = [
  {
    file: 'rss.xml' as const,
    write: toRss,
    read: (text: string) => {
      const { atom, items } = parseRssFeed(text);
      return { links: atom?.links ?? [], ids: (items ?? []).map(({ guid }) => guid?.value) };
    },
  },
  {
    file: 'atom.xml' as const,
    write: toAtom,
    read: (text: string) => {
      const { links, entries } = parseAtomFeed(text);
      return { links: links ?? [], ids: (entries ?? []).map(({ id }) => id) };
    },
  },
];

describe.each(formats)('the archive in $file', ({ file, write, read }) => {
  const linkOf = (text: string, rel: string) => read(text).links.find((link) => link.rel === rel)?.href;

  test.each([
    ['many months', daysOf(['2025-11', '2025-12', '2026-01', '2026-02'], 22), 30],
    ['a pause of months', daysOf(['2024-01', '2025-06', '2026-02'], 20), 30],
    ['a month of more issues than the feed holds', daysOf(['2026-01', '2026-02'], 28), 5],
    ['a feed that holds whole months', daysOf(['2026-01', '2026-02'], 15), 15],
    ['one month', daysOf(['2026-02'], 3), 30],
  ])('leads a client to every issue: %s', (_, dates, held) => {
    const all = documents(dates, held, write, file);
    const seen: (string | undefined)[] = [];
    const archived: (string | undefined)[] = [];
    let address: string | undefined = site.absolute(file);
    while (address !== undefined) {
      const text = all.get(address);
      expect(text, address).toBeDefined();
      const { ids } = read(text ?? '');
      if (seen.length > 0) archived.push(...ids);
      seen.push(...ids);
      address = linkOf(text ?? '', 'prev-archive');
    }
    expect([...new Set(seen)].length).toBe(dates.length);
    // The feed that readers subscribe to and the archive may overlap; the archive's documents never do.
    expect([...new Set(archived)].length).toBe(archived.length);
  });

  test('names its current feed, and the months before and after, each of which is there', () => {
    const all = documents(daysOf(['2025-12', '2026-02'], 20), 10, write, file);
    const archives = [...all].filter(([address]) => address !== site.absolute(file));
    expect(archives.map(([address]) => address)).toEqual(
      ['2025/12/', '2026/01/', '2026/02/', '2026/03/'].map((folder) => site.absolute(feedPath(folder, file))),
    );
    for (const [address, text] of archives) {
      expect(text).toContain('<fh:archive/>');
      expect(linkOf(text, 'current')).toBe(site.absolute(file));
      expect(linkOf(text, 'self')).toBe(address);
      const around = [linkOf(text, 'prev-archive'), linkOf(text, 'next-archive')].filter((link) => link !== undefined);
      expect(around.length).toBeGreaterThan(0);
      for (const link of around) expect(all.has(link), link).toBe(true);
    }
  });

  test('keeps the bytes of a month that is over, even of the newest one', () => {
    const before = documents(daysOf(['2026-01', '2026-02'], 20), 30, write, file);
    const after = documents(daysOf(['2026-01', '2026-02', '2026-03', '2026-04'], 20), 30, write, file);
    for (const folder of ['2026/01/', '2026/02/']) {
      const address = site.absolute(feedPath(folder, file));
      expect(after.get(address)).toBe(before.get(address));
    }
  });

  test('says that a feed is complete where all fits into it, and then leads nowhere', () => {
    const text = documents(daysOf(['2026-02'], 12), 30, write, file).get(site.absolute(file)) ?? '';
    expect(text).toContain('<fh:complete/>');
    expect(text).not.toMatch(/rel="(?:prev-archive|next-archive|current)"/);
    const longer = documents(daysOf(['2026-01', '2026-02'], 20), 30, write, file).get(site.absolute(file)) ?? '';
    expect(longer).not.toContain('fh:complete');
    expect(longer).not.toContain('<fh:archive');
    expect(() => fromXml(longer)).not.toThrow();
  });
});

test('the feed leads on to the newest month that it does not hold whole', () => {
  const dates = daysOf(['2026-01', '2026-02'], 15);
  expect(historyOf(dates, 14)).toEqual({ kind: 'current', previous: '2026/02/' });
  expect(historyOf(dates, 15)).toEqual({ kind: 'current', previous: '2026/01/' });
  expect(historyOf(dates, 30)).toEqual({ kind: 'complete' });
});

describe('the size of a feed of issues', () => {
  const dates = daysOf(['2026-01', '2026-02'], 15);

  test('is below the limit with 30 issues of 15 items', () => {
    const words = 'Words of a summary as long as it is wont to be, in a sentence or two. '.repeat(8);
    const feed = subscription(issuesOf(dates, 15, words), dates);
    expect(countFitting(feed, site)).toBe(30);
    for (const write of [toRss, toAtom, toJsonFeed]) {
      expect(Buffer.byteLength(write(feed, site))).toBeLessThanOrEqual(largestFeed);
    }
  });

  test('is kept by fewer entries where they are long, as many as fit', () => {
    const issues = issuesOf(dates, 15, 'Schöne lange Wörter füllen Seiten. '.repeat(120));
    const sizeOf = (count: number) =>
      Math.max(
        ...[toRss, toAtom, toJsonFeed].map((write) =>
          Buffer.byteLength(write(subscription(issues.slice(0, count), dates), site)),
        ),
      );
    const count = countFitting(subscription(issues, dates), site);
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThan(30);
    expect(sizeOf(count)).toBeLessThanOrEqual(largestFeed);
    expect(sizeOf(count + 1)).toBeGreaterThan(largestFeed);
  });

  test('is passed by one issue that is too long alone, rather than by none', () => {
    // No file may be so long that its issue is.
    const issues = issuesOf(['2026-02-01'], 15, 'Words. '.repeat(500)).map((issue) => {
      const enlarge = (item: Item) => ({ ...item, summary: { ...item.summary, html: item.summary.html.repeat(12) } });
      return {
        ...issue,
        sections: issue.sections.map((section) => ({ ...section, items: section.items.map(enlarge) })),
      };
    });
    expect(countFitting(subscription(issues, ['2026-02-01']), site)).toBe(1);
    expect(countFitting(subscription([], []), site)).toBe(0);
  });
});
