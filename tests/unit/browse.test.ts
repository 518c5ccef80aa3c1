import { describe, expect, test } from 'vitest';
import { weeksOf } from '../../src/browse/month.ts';
import { groupSections } from '../../src/browse/section.ts';
import { groupSources, listSourcePages } from '../../src/browse/source.ts';
import { writeDay } from '../../src/calendar.ts';
import type { EntryWithHosts } from '../../src/issue/entry.ts';
import { toWords } from '../../src/issue/facts.ts';
import { hostOf } from '../../src/issue/link.ts';
import { newsletterSchema } from '../../src/newsletter.ts';
import { correct } from '../../src/scripts/spelling.ts';
import { listRecords } from '../../src/search/record.ts';
import { countWords, rankWords, readCounts, sumWords, writeCounts } from '../../src/search/words.ts';

const newsletter = newsletterSchema.parse({
  id: 'test',
  title: 'Test',
  description: 'A test.',
  url: 'https://example.com/',
  language: 'en',
  timeZone: 'UTC',
  sections: ['News', 'Code'].map((name) => ({ name, path: name.toLowerCase(), description: 'Words.' })),
  author: { name: 'A' },
});

function entry(date: string, section: string, ...links: (string | undefined)[]): EntryWithHosts {
  const items = links.map((link, at) => ({ name: `s${at}`, title: `S${at}`, ...(link !== undefined && { link }) }));
  const outline = [{ name: section, count: links.length }];
  const hosts = toWords(links.map((link) => (link === undefined ? '' : hostOf(link))));
  return { date, tagline: 'T', draft: false, outline, hosts, sections: [{ name: section, items }] };
}

describe('a calendar', () => {
  test('has whole weeks from Monday to Sunday', () => {
    const weeks = weeksOf('2026-03');
    expect(weeks).toHaveLength(6);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeks[0]).toEqual([...Array<undefined>(6).fill(undefined), '2026-03-01']);
    expect(weeks[5]?.slice(0, 3)).toEqual(['2026-03-30', '2026-03-31', undefined]);
  });

  test('knows a leap day, and a month of exactly four weeks', () => {
    expect(weeksOf('2024-02').flat()).toContain('2024-02-29');
    expect(weeksOf('2021-02')).toHaveLength(4);
  });

  test.each([
    'en',
    'de',
    'fr-CA',
    'eu',
    'ja',
    'ja-u-ca-japanese',
    'zh',
    'zh-u-ca-chinese',
    'ar-EG',
    'fa',
    'th',
    'he-u-ca-hebrew',
  ])('writes a day in %s as the language does, in every year', (language) => {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
    const years = ['2026', '1000', '1989', '2019', '2000', '2222', '9999'];
    const dates = years.flatMap((year) =>
      ['01-01', '02-28', '03-20', '04-30', '05-01', '12-31'].map((day) => `${year}-${day}`),
    );
    expect(dates.map((date) => writeDay(date, language))).toEqual(
      dates.map((date) => format.format(Temporal.Instant.from(`${date}T00:00Z`).epochMilliseconds)),
    );
  });
});

describe('sources', () => {
  const entries = [
    entry('2026-01-02', 'News', 'https://www.a.org/1', 'https://b.org/1', undefined),
    entry('2025-12-31', 'News', 'https://a.org/2', 'https://b.org/2', 'https://a.org/3'),
  ];

  test('have a page from three stories on, whatever begins with www', () => {
    expect(groupSources(entries).map(({ host, count }) => [host, count])).toEqual([['a.org', 3]]);
  });

  test('with few stories have one page', () => {
    const pages = listSourcePages(groupSources(entries));
    expect(pages.map((page) => [page.year, page.read().stories.length, page.years])).toEqual([[undefined, 3, []]]);
  });

  test('with many are paged by year, newest first', () => {
    const links = Array.from({ length: 49 }, (_, at) => `https://a.org/${at}`);
    const pages = listSourcePages(groupSources([...entries, entry('2025-01-01', 'News', ...links)]));
    expect(pages.map((page) => [page.year, page.read().stories.length])).toEqual([
      ['2026', 1],
      ['2025', 51],
    ]);
    expect(pages[0]?.read()).toMatchObject({ years: ['2026', '2025'], count: 52 });
    // A new day would change it on every page, were it on older ones.
    expect(pages[1]?.read()).not.toHaveProperty('count');
  });
});

describe('sections', () => {
  test('are paged by month, and the newest month has the address of the section', () => {
    const entries = [
      entry('2026-03-02', 'News', 'https://a.org/'),
      entry('2026-03-01', 'News', 'https://a.org/'),
      entry('2026-01-05', 'News', 'https://a.org/'),
    ];
    const pages = groupSections(entries, newsletter).map(({ outline, readStories }) => ({
      ...outline,
      stories: readStories(),
    }));
    expect(pages.map(({ section, month, stories, newest }) => [section.name, month, stories.length, newest])).toEqual([
      ['News', '2026-03', 2, true],
      ['News', '2026-01', 1, false],
      ['Code', undefined, 0, true],
    ]);
    expect(pages[0]?.older).toEqual({ month: '2026-01', newest: false });
    expect(pages[1]?.newer).toEqual({ month: '2026-03', newest: true });
  });
});

describe('the search', () => {
  test('knows each story with its own section, year and source, and each issue with its own words', () => {
    const text = (words: string) => ({ markdown: words, html: words, text: words });
    const records = listRecords(
      {
        date: '2026-03-02',
        tagline: 'The tagline.',
        intro: text('The introduction.'),
        draft: false,
        corrections: [{ date: '2026-03-03', text: 'What was wrong.' }],
        sections: [
          {
            name: 'News',
            items: [
              {
                name: 'a',
                namedByHand: false,
                followup: false,
                title: text('A'),
                link: 'https://www.a.org/',
                summary: text('Words.'),
              },
              { name: 'b', namedByHand: false, followup: false, title: text('B'), summary: text('More.') },
            ],
          },
        ],
      },
      'en',
    );
    expect(records).toEqual([
      {
        url: '2026/03/02/#a',
        content: 'Words.',
        meta: { title: 'A', section: 'News', date: '2026-03-02', source: 'a.org' },
        filters: { kind: ['story'], section: ['News'], year: ['2026'], source: ['a.org'] },
        sort: { date: '2026-03-02' },
      },
      {
        url: '2026/03/02/#b',
        content: 'More.',
        meta: { title: 'B', section: 'News', date: '2026-03-02' },
        filters: { kind: ['story'], section: ['News'], year: ['2026'] },
        sort: { date: '2026-03-02' },
      },
      {
        url: '2026/03/02/',
        content: 'The tagline. The introduction. What was wrong.',
        meta: { title: 'Monday — March 2, 2026', date: '2026-03-02' },
        filters: { kind: ['issue'], year: ['2026'] },
        sort: { date: '2026-03-02' },
      },
    ]);
    expect(countWords(records.slice(0, 2))).toEqual(
      new Map([
        ['words', 1],
        ['more', 1],
      ]),
    );
  });

  test('finds a story without a word by its title, or at least by its day', () => {
    const markup = (words: string) => ({ markdown: words, html: words, text: words });
    const item = { name: 'a', namedByHand: false, followup: false, summary: markup('—') };
    const issue = {
      date: '2026-03-02',
      tagline: 'T',
      draft: false,
      corrections: [],
      sections: [
        {
          name: 'News',
          items: [
            { ...item, title: markup('A') },
            { ...item, title: markup('?!') },
          ],
        },
      ],
    };
    expect(listRecords(issue, 'en').map(({ content }) => content)).toEqual(['A', '2026-03-02', 'T']);
  });

  test('ranks words by their use over the years', () => {
    const years = [['beta', 1, 'alpha', 2] as const, ['beta', 2, 'gamma', 2] as const];
    const sums = sumWords(
      years.map(
        ([one, first, two, second]) =>
          new Map([
            [one, first],
            [two, second],
          ]),
      ),
    );
    expect(rankWords(sums)).toEqual(['beta', 'alpha', 'gamma']);
    expect(readCounts(writeCounts(sums))).toEqual(sums);
  });
});

describe('a mistyped query', () => {
  const known = ['cache', 'quantized', 'chance', 'models'];
  const unknown = () => true;

  test.each([
    ['kv cahce', 'kv cache'],
    ['quantzied modles', 'quantized models'],
    ['cach', undefined],
    ['cache', undefined],
    ['xylophone', undefined],
  ])('%s is corrected to %s', (query, expected) => {
    expect(correct(query, known, unknown)).toBe(expected);
  });

  test('is left alone where the word stands somewhere', () => {
    expect(correct('cahce', known, () => false)).toBeUndefined();
  });
});
