import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith';
import { VFile } from 'vfile';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseIssue } from '../../src/issue/parse.ts';
import { root, run, temporaryFolder } from '../command/run.ts';
import { Html } from '../site/html.ts';

const fixture = path.join(root, 'tests/fixtures/site');
const folders = ['', 'items/', 'news/', 'research/', 'code/'];
const dates = ['2026-03-24', '2026-03-23', '2026-03-20', '2025-12-31'];

/** Builds the fixture, after a change of its files, into a folder of its own. */
async function build(change: (content: string) => void = () => {}, now = '2026-03-25T12:00:00Z') {
  const content = temporaryFolder();
  const out = temporaryFolder();
  cpSync(fixture, content, { recursive: true });
  change(content);
  const environment = { CONTENT_DIR: content, CACHE_DIR: temporaryFolder(), DATELINE_NOW: now };
  const { code, output, errors } = await run(['build', '--outDir', out], environment);
  expect([code, errors], output).toEqual([0, '']);
  return { out, output };
}

function edit(file: string, ...changes: [from: string, to: string][]): void {
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, () => to);
  }
  writeFileSync(file, text);
}

function read(out: string, name: string): string {
  return readFileSync(path.join(out, name), 'utf8');
}

function readJson(out: string, name: string) {
  return JSON.parse(read(out, name));
}

function filesIn(out: string): string[] {
  return readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(out, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}

/** The ids of each feed's entries, sorted, in every format. */
function idsIn(out: string): Record<string, (string | undefined)[]> {
  const ids: Record<string, (string | undefined)[]> = {};
  for (const folder of folders) {
    const rss = parseRssFeed(read(out, `${folder}rss.xml`));
    const atom = parseAtomFeed(read(out, `${folder}atom.xml`));
    const json = parseJsonFeed(read(out, `${folder}feed.json`));
    ids[`${folder}rss.xml`] = (rss.items ?? []).map(({ guid }) => guid?.value).sort();
    ids[`${folder}atom.xml`] = [atom.id, ...(atom.entries ?? []).map(({ id }) => id)].sort();
    ids[`${folder}feed.json`] = (json.items ?? []).map(({ id }) => id).sort();
  }
  return ids;
}

/** When each issue was published and updated, by its id, as Atom tells it. */
function timesIn(out: string): Record<string, string[]> {
  const { entries } = parseAtomFeed(read(out, 'atom.xml'));
  return Object.fromEntries(
    (entries ?? []).map(({ id, published, updated }) => [String(id), [String(published), String(updated)]]),
  );
}

let out: string;
beforeAll(async () => {
  ({ out } = await build());
}, 120_000);

describe('the feeds of a built site', { timeout: 120_000 }, () => {
  test('are there for issues, items and every section, an empty one too', () => {
    expect(parseRssFeed(read(out, 'rss.xml')).items?.length).toBe(4);
    for (const folder of folders) {
      const items = parseRssFeed(read(out, `${folder}rss.xml`)).items?.length ?? 0;
      expect(parseAtomFeed(read(out, `${folder}atom.xml`)).entries?.length ?? 0).toBe(items);
      expect(parseJsonFeed(read(out, `${folder}feed.json`)).items?.length ?? 0).toBe(items);
    }
    const bySection = ['news/', 'research/', 'code/'].map((folder) => idsIn(out)[`${folder}feed.json`] ?? []);
    expect(bySection.flat().sort()).toEqual(idsIn(out)['items/feed.json']);
  });

  test('carry what the pages show, item by item', () => {
    const feed = parseJsonFeed(read(out, 'feed.json'));
    for (const date of dates) {
      const folder = date.replaceAll('-', '/');
      const page = new Html(read(out, `${folder}/index.html`));
      const content = new Html(feed.items?.find(({ id }) => id === `tag:example,${date}:issue`)?.content_html ?? '');
      const items = page.all('main article article');
      expect(content.all('h3').length).toBe(items.length);
      for (const { summary, title } of readJson(out, `${folder}.json`).sections.flatMap(
        (section: Twin) => section.items,
      )) {
        expect(content.texts('h3')).toContain(title.text);
        const blocks = new Html(summary.html).texts('p, li, td, pre');
        for (const block of blocks) {
          expect(content.texts('p, li, td, pre')).toContain(block);
          expect(page.texts('p, li, td, pre')).toContain(block);
        }
      }
    }
  });

  test('are listed, every one in every format, for a reader to import', () => {
    const opml = parseOpml(read(out, 'feeds.opml'));
    const groups = opml.body?.outlines ?? [];
    expect(groups.map(({ text }) => text)).toEqual(['Issues', 'Stories', 'Sections']);
    const listed = groups.flatMap(({ outlines }) => (outlines ?? []).map(({ xmlUrl }) => xmlUrl));
    const feeds = folders.flatMap((folder) => ['rss.xml', 'atom.xml', 'feed.json'].map((file) => `${folder}${file}`));
    expect(listed).toEqual(feeds.map((feed) => `https://example.com/letters/${feed}`));
    for (const feed of feeds) expect(existsSync(path.join(out, feed)), feed).toBe(true);
  });

  test('are offered on every page, the issues as RSS first', () => {
    for (const name of filesIn(out).filter((file) => file.endsWith('.html'))) {
      const page = new Html(read(out, name));
      expect(page.attributes('link[rel=alternate]', 'href').slice(0, 3)).toEqual(
        ['rss.xml', 'atom.xml', 'feed.json'].map((file) => `https://example.com/letters/${file}`),
      );
    }
  });

  test('name a style sheet that is there, under the base path', () => {
    for (const name of ['rss.xml', 'atom.xml', 'news/rss.xml', '2026/03/atom.xml']) {
      expect(read(out, name)).toContain('?><?xml-stylesheet type="text/css" href="/letters/feed.css"?><');
    }
    expect(read(out, 'feed.css')).toMatch(/This is a web feed.*To subscribe/);
  });

  test('end with the archive: a document for each month and its follower, in both formats', () => {
    const documents = ['2025/12', '2026/01', '2026/03', '2026/04'];
    for (const file of ['rss.xml', 'atom.xml']) {
      expect(filesIn(out).filter((name) => /^\d/.test(name) && name.endsWith(`/${file}`))).toEqual(
        documents.map((month) => `${month}/${file}`),
      );
    }
    const ids = documents.flatMap((month) => parseAtomFeed(read(out, `${month}/atom.xml`)).entries ?? []);
    expect(ids.map(({ id }) => id).sort()).toEqual(dates.map((date) => `tag:example,${date}:issue`).sort());
  });
});

interface Twin {
  id: string;
  url: string;
  title: { text: string };
  summary: { html: string };
  items: Twin[];
}

describe('the ids of a built site', { timeout: 240_000 }, () => {
  test('are one for each entry, in whatever feed and format', () => {
    const ids = idsIn(out);
    for (const folder of folders) {
      expect(ids[`${folder}rss.xml`]).toEqual(ids[`${folder}feed.json`]);
      const [atomIds, rssIds] = [ids[`${folder}atom.xml`] ?? [], ids[`${folder}rss.xml`] ?? []];
      expect(atomIds.filter((id) => rssIds.includes(id))).toEqual(rssIds);
      expect(atomIds.length).toBe(rssIds.length + 1);
    }
    const twins = dates.flatMap((date) =>
      readJson(out, `${date.replaceAll('-', '/')}.json`).sections.flatMap((section: Twin) =>
        section.items.map(({ id }) => id),
      ),
    );
    expect(twins.sort()).toEqual(ids['items/feed.json']);
  });

  test('stay when titles, summaries, taglines and the order change, and only the edited issue is updated', async () => {
    const { out: after } = await build((content) => {
      edit(
        path.join(content, 'issues/2026/2026-03-23.md'),
        ['title: The hard one\n', 'title: Another title\n'],
        ['tagline: Titles with', 'tagline: Words with'],
        ['updated: 2026-03-24', 'updated: 2026-03-25'],
        ['in a title](', 'in another title]('],
        ['“quotes” and an', 'other words and an'],
        ['No address is known.', 'No address was found.'],
        ['## Research', '## Later'],
        ['## News', '## Research'],
        ['## Later', '## News'],
      );
      const file = path.join(content, 'issues/2026/2026-03-23.md');
      const [head = '', first = '', ...others] = readFileSync(file, 'utf8').split(/(?=^### )/m);
      // The last item of the section goes first, but the heading of the next section stays at its end.
      const moved = [
        others[1]?.replace(/## News\s*$/, '') ?? '',
        others[0] ?? '',
        `${first}\n## News\n\n`,
        ...others.slice(2),
      ];
      writeFileSync(file, [head, ...moved].join(''));
      edit(path.join(content, 'newsletter.yaml'), ['title: The Example & Co', 'title: Renamed']);
    });
    const [old, now] = [idsIn(out), idsIn(after)];
    for (const feed of ['rss.xml', 'atom.xml', 'feed.json', 'items/rss.xml', 'items/atom.xml', 'items/feed.json']) {
      expect(now[feed], feed).toEqual(old[feed]);
    }
    expect(read(after, 'rss.xml')).toContain('Another title');
    const times = timesIn(out);
    const edited = 'tag:example,2026-03-23:issue';
    expect(times[edited]).toEqual(['2026-03-23T06:00:00-04:00', '2026-03-24T06:00:00-04:00']);
    expect(timesIn(after)).toEqual({ ...times, [edited]: ['2026-03-23T06:00:00-04:00', '2026-03-25T06:00:00-04:00'] });
    expect(read(after, 'rss.xml')).toContain('The first story’s year was wrong.');
  });

  test('stay when the site moves to another host and out of its base path', async () => {
    const { out: after } = await build((content) => {
      edit(path.join(content, 'newsletter.yaml'), [
        'url: https://example.com/letters/',
        'url: https://news.example.org',
      ]);
    });
    expect(idsIn(after)).toEqual(idsIn(out));
    for (const name of filesIn(after).filter((file) => /\.(?:xml|json|opml|txt|md)$/.test(file))) {
      expect(read(after, name), name).not.toContain('example.com/letters');
    }
    expect(read(after, 'atom.xml')).toContain('href="https://news.example.org/2026/03/23/"');
  });

  test('gain one when an issue is added, and the documents of months that are over keep their bytes', async () => {
    const addIssue = (content: string) => {
      mkdirSync(path.join(content, 'issues/2026'), { recursive: true });
      const text =
        '---\ndate: 2026-04-01\ntagline: New.\n---\n\n## News\n\n### [New](https://example.com/new)\n\nNew.\n';
      writeFileSync(path.join(content, 'issues/2026/2026-04-01.md'), text);
      // The draft and the future issue of the fixture stay out.
      edit(path.join(content, 'issues/2026/2026-03-26.md'), ['tagline:', 'draft: true\ntagline:']);
    };
    const { out: after } = await build(addIssue, '2026-04-02T12:00:00Z');
    const added = (idsIn(after)['rss.xml'] ?? []).filter((id) => !idsIn(out)['rss.xml']?.includes(id));
    expect(added).toEqual(['tag:example,2026-04-01:issue']);
    for (const month of ['2025/12', '2026/01', '2026/03']) {
      for (const file of ['rss.xml', 'atom.xml']) {
        expect(read(after, `${month}/${file}`), `${month}/${file}`).toBe(read(out, `${month}/${file}`));
      }
    }
  });
});

test(
  'a build whose issues are too long for a feed says so, and the archive has the rest',
  { timeout: 120_000 },
  async () => {
    const long = await build((content) => {
      for (const date of ['2026-03-18', '2026-03-19']) {
        // Each sign takes three bytes.
        const text = `---\ndate: ${date}\ntagline: Long.\n---\n\n## News\n\n### Long\n\n${`${'字'.repeat(49)}\n\n`.repeat(1900)}\n`;
        writeFileSync(path.join(content, `issues/${date}.md`), text);
      }
    });
    expect(long.output).toContain('The feeds of issues hold the newest 4 only: 2 more would pass 500 KB.');
    expect(Buffer.byteLength(read(long.out, 'rss.xml'))).toBeLessThan(500_000);
    expect(idsIn(long.out)['rss.xml']?.length).toBe(4);
    expect(read(long.out, 'rss.xml')).toContain(
      'rel="prev-archive" type="application/rss+xml" href="https://example.com/letters/2026/03/rss.xml"',
    );
    expect(parseRssFeed(read(long.out, '2026/03/rss.xml')).items?.length).toBe(5);
  },
);

describe('the data of a built site', { timeout: 120_000 }, () => {
  test('has a twin of each issue in Markdown that reads as the same issue', () => {
    const sections = ['News', 'Research', 'Code'].map((name) => ({ name }));
    for (const date of dates) {
      const text = read(out, `${date.replaceAll('-', '/')}.md`);
      const { issue } = parseIssue(new VFile({ path: `${date}.md`, value: text }), { sections });
      const file = filesIn(fixture).find((name) => name.endsWith(`${date}.md`)) ?? '';
      const value = read(fixture, file);
      expect(issue).toEqual(parseIssue(new VFile({ path: `${date}.md`, value }), { sections }).issue);
    }
  });

  test('has a twin of each issue in JSON that is valid, with absolute addresses', () => {
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    // The package’s types give its default export as a namespace.
    (addFormats as unknown as (validator: Ajv2020) => void)(ajv);
    const schema = readJson(out, 'schema/issue.json');
    expect(schema.$id).toBe('https://example.com/letters/schema/issue.json');
    const validate = ajv.compile(schema);
    for (const date of dates) {
      const twin = readJson(out, `${date.replaceAll('-', '/')}.json`);
      expect(validate(twin), JSON.stringify(validate.errors)).toBe(true);
      expect(twin.$schema).toBe(schema.$id);
      expect(twin.date).toBe(date);
      expect(JSON.stringify(twin)).not.toMatch(/(?:href|src)=\\"(?!https?:|mailto:)/);
      expect(validate({ ...twin, tagline: undefined, extra: 1 })).toBe(false);
    }
  });

  test('lists every issue', () => {
    const { issues, years } = readJson(out, 'archive.json');
    expect(years).toEqual([
      { year: '2026', issues: 3, data: 'https://example.com/letters/2026/issues.json' },
      { year: '2025', issues: 1, data: 'https://example.com/letters/2025/issues.json' },
    ]);
    const ofYears = ['2026', '2025'].flatMap((year) => readJson(out, `${year}/issues.json`).issues);
    expect(ofYears).toEqual(issues);
    expect(issues.map(({ date }: { date: string }) => date)).toEqual(dates);
    expect(issues[1]).toEqual({
      id: 'tag:example,2026-03-23:issue',
      date: '2026-03-23',
      title: 'The hard one',
      tagline: 'Titles with <angles>, "quotes" & ampersands, and a note.',
      items: 4,
      published: '2026-03-23T06:00:00-04:00',
      updated: '2026-03-24T06:00:00-04:00',
      url: 'https://example.com/letters/2026/03/23/',
      markdown: 'https://example.com/letters/2026/03/23.md',
      data: 'https://example.com/letters/2026/03/23.json',
    });
  });

  test('has a site map of all pages, with the day of the last change', () => {
    expect(read(out, 'robots.txt')).toContain('Sitemap: https://example.com/letters/sitemap-index.xml');
    const maps = [...read(out, 'sitemap-index.xml').matchAll(/<loc>https:\/\/example\.com\/letters\/([^<]*)/g)];
    expect(maps.map(([, name]) => name)).toEqual(['sitemap-0.xml', 'sitemap-2025.xml', 'sitemap-2026.xml']);
    const map = maps.map(([, name = '']) => read(out, name)).join('');
    const pages = filesIn(out)
      .filter((name) => name.endsWith('.html'))
      .flatMap((name) => new Html(read(out, name)).attributes('link[rel=canonical]', 'href'));
    expect([...map.matchAll(/<loc>([^<]*)/g)].map(([, page]) => page).sort()).toEqual(pages.sort());
    expect(map).toContain('/2026/03/23/</loc><lastmod>2026-03-24T06:00:00-04:00</lastmod>');
    expect(map).toContain('/2025/</loc><lastmod>2025-12-31T06:00:00-05:00</lastmod>');
    expect(map).toContain('/about/</loc></url>');
  });

  test('tells language models where the issues are', () => {
    const text = read(out, 'llms.txt');
    expect(text).toMatch(/^# The Example & Co\n\n> An example of a newsletter\.\n/);
    for (const date of dates) expect(text).toContain(`(https://example.com/letters/${date.replaceAll('-', '/')}.md)`);
    for (const [, address = ''] of text.matchAll(/\]\(https:\/\/example\.com\/letters\/([^)]*)\)/g)) {
      const file = address === '' || address.endsWith('/') ? `${address}index.html` : address;
      expect(existsSync(path.join(out, file)), address).toBe(true);
    }
  });

  test('tells search engines of an article and its items, and nothing ends its script', () => {
    const page = new Html(read(out, '2026/03/23/index.html'));
    const [script = '', ...others] = page.texts('script[type="application/ld+json"]');
    expect(others).toEqual([]);
    const data = JSON.parse(script);
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'The hard one',
      datePublished: '2026-03-23T06:00:00-04:00',
      dateModified: '2026-03-24T06:00:00-04:00',
      author: { name: 'The editors' },
      correction: [{ text: 'The first story’s year was wrong.' }],
      mainEntity: { '@type': 'ItemList', numberOfItems: 4 },
    });
    expect(data.mainEntity.itemListElement[0]).toMatchObject({
      position: 1,
      name: 'A </title><script>alert(1)</script> & ]]> in a title',
    });
    const month = new Html(read(out, '2026/03/index.html')).texts('script[type="application/ld+json"]')[0] ?? '';
    expect(JSON.parse(month).mainEntity.numberOfItems).toBe(3);
  });
});
