import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { visit } from 'unist-util-visit';
import { fromXml } from 'xast-util-from-xml';
import { toString } from 'xast-util-to-string';
import { beforeAll, describe, expect, test } from 'vitest';
import { root, run, temporaryFolder, type Run } from '../command/run.ts';
import { Html } from './html.ts';

const now = '2026-03-25T12:00:00Z';
const fixture = path.join(root, 'tests/fixtures/site');

function build(content: string, outDir: string, environment: Record<string, string> = {}): Promise<Run> {
  return run(['build', '--outDir', outDir], {
    CONTENT_DIR: content,
    DATELINE_NOW: now,
    CACHE_DIR: temporaryFolder(),
    ...environment,
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();
}

/** The full content of each entry of an RSS feed. */
function contentsOf(feed: string): string[] {
  const contents: string[] = [];
  visit(fromXml(feed), (node) => {
    if (node.type === 'element' && node.name === 'content:encoded') contents.push(toString(node));
  });
  return contents;
}

describe('a built site', { timeout: 120_000 }, () => {
  const out = temporaryFolder();
  let built: Run;
  const page = (name: string) => new Html(readFileSync(path.join(out, name), 'utf8'));
  const pages = () => filesIn(out).filter((name) => name.endsWith('.html'));

  beforeAll(async () => {
    built = await build(fixture, out);
  }, 120_000);

  test('has a page for each published issue, month and year, and the others', () => {
    expect(built.errors).toBe('');
    expect(built.code).toBe(0);
    expect(pages()).toEqual(
      expect.arrayContaining([
        '2025/12/31/index.html',
        '2025/12/index.html',
        '2025/index.html',
        '2026/03/20/index.html',
        '2026/03/23/index.html',
        '2026/03/24/index.html',
        '2026/03/index.html',
        '2026/index.html',
        '404.html',
        'about/index.html',
        'archive/index.html',
        'index.html',
      ]),
    );
  });

  test('leaves out drafts and what is not due, and says so', () => {
    expect(filesIn(out).filter((name) => /2026.03.2[56]/.test(name))).toEqual([]);
    expect(built.output).toContain('left out: tests/fixtures/site/issues/2026/2026-03-25.md (draft)');
    expect(built.output).toContain(
      'left out: tests/fixtures/site/issues/2026/2026-03-26.md (due 2026-03-26T06:00:00-04:00)',
    );
    for (const name of filesIn(out).filter((file) => /\.(?:html|xml)$/.test(file))) {
      expect(readFileSync(path.join(out, name), 'utf8')).not.toMatch(/Draft story|Future story/);
    }
  });

  test('shows an issue with all its parts in order', () => {
    const issue = page('2026/03/23/index.html');
    expect(issue.text('h1')).toBe('Monday — March 23, 2026');
    expect(issue.texts('main h2')).toEqual(['News', 'Research', 'Corrections']);
    expect(issue.attributes('main article article', 'id')).toEqual(
      ['a-titlescriptalert1script--in-a-title', 'a-story-without-a-link', 'chosen', 'a-table'].map((name) =>
        name.replace('--', '-'),
      ),
    );
    const text = issue.text('main');
    for (const part of [
      'Titles with <angles>, "quotes" & ampersands, and a note.',
      'The hard one',
      'Write to us',
      'An introduction to the day.',
      'The note itself.',
      'No address is known.',
      'March 24, 2026: The first story’s year was wrong.',
      'example.com',
    ]) {
      expect(text).toContain(part);
    }
    expect(issue.attributes('h3 a[href^=https]', 'href')[0]).toBe('https://www.example.com/a?x=1&y=2');
  });

  test('links each day to its neighbours', () => {
    const days = page('2026/03/23/index.html');
    expect(days.attributes('a[rel=prev]', 'href')).toContain('/letters/2026/03/20/');
    expect(days.attributes('a[rel=next]', 'href')).toContain('/letters/2026/03/24/');
    expect(page('2026/03/24/index.html').attributes('a[rel=next]', 'href')).toEqual([]);
    expect(page('2025/12/31/index.html').attributes('a[rel=prev]', 'href')).toEqual([]);
  });

  test('has the items of the files on its pages and in its feed, each once', () => {
    const published = ['2025-12-31', '2026/2026-03-20', '2026/2026-03-23', '2026/2026-03-24'];
    const inFiles = published.flatMap(
      (name) => readFileSync(path.join(fixture, 'issues', `${name}.md`), 'utf8').match(/^### /gm) ?? [],
    ).length;
    const onPages = pages()
      .filter((name) => /^\d{4}.\d\d.\d\d.index\.html$/.test(name))
      .flatMap((name) => page(name).all('main article article')).length;
    const feed = readFileSync(path.join(out, 'rss.xml'), 'utf8');
    const inFeed = contentsOf(feed).flatMap((content) => new Html(content).all('h3')).length;
    expect([onPages, inFeed]).toEqual([inFiles, inFiles]);
  });

  test('opens with the newest issue in full', () => {
    const home = page('index.html');
    expect(home.text('h1')).toBe('Tuesday — March 24, 2026');
    expect(home.text('main')).toContain('The newest summary.');
  });

  test('has no link to nowhere, under its base path', () => {
    const files = new Set(filesIn(out).map((name) => name.split(path.sep).join('/')));
    const broken: string[] = [];
    for (const name of pages()) {
      const html = page(name);
      const ids = new Set(html.attributes('[id]', 'id'));
      for (const href of [...html.attributes('a', 'href'), ...html.attributes('link', 'href')]) {
        const url = new URL(href, `https://example.com/letters/${name.replace(/index\.html$/, '')}`);
        if (url.host !== 'example.com' || !/^(?:\/letters\/|#)/.test(href)) continue;
        if (href.startsWith('#')) {
          if (!ids.has(decodeURIComponent(href.slice(1)))) broken.push(`${name}: ${href}`);
        } else {
          const file = decodeURIComponent(url.pathname).slice('/letters/'.length);
          if (!files.has(file) && !files.has(`${file}index.html`)) broken.push(`${name}: ${href}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  test('has each id once on a page', () => {
    for (const name of pages()) {
      const ids = page(name).attributes('[id]', 'id');
      expect(ids).toEqual([...new Set(ids)]);
    }
  });

  test('has a feed that an XML parser reads, with absolute links and stable ids', () => {
    const feed = readFileSync(path.join(out, 'rss.xml'), 'utf8');
    expect(() => fromXml(feed)).not.toThrow();
    expect(feed.match(/<guid isPermaLink="false">[^<]*/g)).toEqual([
      '<guid isPermaLink="false">tag:example,2026-03-24:issue',
      '<guid isPermaLink="false">tag:example,2026-03-23:issue',
      '<guid isPermaLink="false">tag:example,2026-03-20:issue',
      '<guid isPermaLink="false">tag:example,2025-12-31:issue',
    ]);
    expect(feed).toContain('<pubDate>Mon, 23 Mar 2026 06:00:00 -0400</pubDate>');
    // The style sheet, for a browser, is taken from wherever the feed is served.
    expect(feed.replace(/<\?.*?\?>/g, '')).not.toMatch(/(?:href|src)="(?!https?:|mailto:)/);
    for (const name of pages()) {
      expect(page(name).attributes('link[type="application/rss+xml"]', 'href')).toContain(
        'https://example.com/letters/rss.xml',
      );
    }
  });

  test('is the same, byte for byte, when it is built again elsewhere', async () => {
    const again = temporaryFolder();
    await build(fixture, again, { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' });
    expect(filesIn(again)).toEqual(filesIn(out));
    for (const name of filesIn(out)) {
      expect(readFileSync(path.join(again, name)).equals(readFileSync(path.join(out, name))), name).toBe(true);
    }
  });
});

describe('a build of broken content', { timeout: 120_000 }, () => {
  test('prints the report of all files and leaves the last good site as it was', async () => {
    const content = temporaryFolder();
    const out = temporaryFolder();
    cpSync(fixture, content, { recursive: true });
    writeFileSync(path.join(out, 'index.html'), 'the last good site');
    const broken = path.join(content, 'issues/2026/2026-03-20.md');
    writeFileSync(broken, readFileSync(broken, 'utf8').replace('https://example.com/only', 'only'));
    writeFileSync(path.join(content, 'issues/2026/2026-03-27.md'), '## Nothing\n');

    const { code, output, errors } = await build(content, out);
    expect(code).toBe(1);
    expect(output).toContain(
      '8:5-8:23  error  Unexpected link `only`, expected a full address such as `https://example.com/post`',
    );
    expect(output).toContain('2026-03-27.md');
    expect(output).toMatch(/4 errors and 1 warning in 9 files\n$/);
    expect(output + errors).not.toMatch(/^\s+at /m);
    expect(filesIn(out)).toEqual(['index.html']);
    expect(readFileSync(path.join(out, 'index.html'), 'utf8')).toBe('the last good site');
  });

  test('refuses an address that only the owner’s machine can reach', async () => {
    const content = temporaryFolder();
    const out = temporaryFolder();
    cpSync(fixture, content, { recursive: true });
    const settings = path.join(content, 'newsletter.yaml');
    writeFileSync(
      settings,
      readFileSync(settings, 'utf8').replace('https://example.com/letters/', 'http://localhost:4321/'),
    );
    const { code, output } = await build(content, out);
    expect(code).toBe(1);
    expect(output).toContain(
      'Unexpected url `http://localhost:4321/`, expected the address under which readers will find the site',
    );
    expect(existsSync(path.join(out, 'index.html'))).toBe(false);
  });

  test('says in words that the settings are missing', async () => {
    const { code, output } = await build(temporaryFolder(), temporaryFolder());
    expect(code).toBe(1);
    expect(output).toContain('Unexpected missing file, expected the settings of the newsletter');
  });
});

describe('a build of a newsletter without issues', { timeout: 120_000 }, () => {
  test('has a front page that says that the first is on its way', async () => {
    const content = temporaryFolder();
    const out = temporaryFolder();
    cpSync(path.join(fixture, 'newsletter.yaml'), path.join(content, 'newsletter.yaml'));
    const { code } = await build(content, out);
    expect(code).toBe(0);
    expect(new Html(readFileSync(path.join(out, 'index.html'), 'utf8')).text('main')).toContain(
      'The first issue is on its way.',
    );
    expect(() => fromXml(readFileSync(path.join(out, 'rss.xml'), 'utf8'))).not.toThrow();
  });
});
