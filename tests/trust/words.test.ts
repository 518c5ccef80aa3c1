import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { parseRssFeed } from 'feedsmith';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import { beforeAll, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { root } from '../command/run.ts';
import { parseIssue } from '../../src/issue/parse.ts';
import { Project } from './project.ts';

// Read by other means than ours: what a file says, and what the files of the site say.

const project = new Project([]);
project.write('public/images/chart.png', project.read('public/favicon.svg'));
const dates: string[] = [];

/** Files of all kinds: the good fixtures, issues made at random, and both with words put in anywhere. */
function writeIssues(): void {
  const folder = path.join(root, 'tests/fixtures/good');
  const fixtures = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const random = fc.sample(issues, 20);
  const all = [...fixtures, ...random];
  const mutated = all.map((text, at) => text.replace(/(?<= )(?=[a-z]{4,} )/g, () => (at % 2 ? `zusatz${at} ` : '')));
  for (const text of [...all, ...mutated]) {
    const date = Temporal.PlainDate.from('2026-03-24').subtract({ days: dates.length }).toString();
    const dated = text
      .replace(/^date:.*$/m, `date: ${date}`)
      .replace(/^draft: true$/m, 'draft: false')
      .replace(/^aliases:.*\n/m, '');
    // What a fixture says of later days, or an item of an image, is no part of this.
    const file = new VFile({ path: `${date}.md`, value: dated });
    const { issue } = parseIssue(file, { sections: ['News', 'Research', 'Code'].map((name) => ({ name })) });
    if (!issue || file.messages.some(({ fatal }) => fatal)) continue;
    project.write(`content/issues/${date}.md`, dated);
    dates.push(date);
  }
}

const word = fc.constantFrom(...'model weights größer 注意 łódź x86 n1 cache'.split(' '));
const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
const inline = fc.oneof(
  words,
  words.map((text) => `**${text}**`),
  words.map((text) => `\`${text}\``),
  words.map((text) => `[${text}](https://example.org/${encodeURIComponent(text)})`),
  words.map((text) => `~~${text}~~ & ${text} < ${text}`),
);
const block = fc.oneof(
  fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
  fc.array(inline, { minLength: 1, maxLength: 3 }).map((parts) => parts.map((part) => `- ${part}`).join('\n')),
  words.map((text) => `> ${text}\n>\n> - ${text}`),
  words.map((text) => `\`\`\`js\n${text}\n### ${text}\n\`\`\``),
  words.map((text) => `| ${text} | b |\n| --- | --- |\n| \`c\` | ${text} |`),
);
const item = fc.tuple(words, fc.boolean(), fc.array(block, { minLength: 1, maxLength: 3 }), fc.nat());
const issues = fc
  .tuple(words, fc.option(words), fc.array(item, { minLength: 1, maxLength: 5 }))
  .map(([tagline, intro, items]) => {
    const stories = items.map(([title, isLinked, blocks, number]) => {
      const heading = isLinked ? `[${title} ${number}](https://example.com/${number})` : `${title} ${number}`;
      return `### ${heading}\n\n${blocks.join('\n\n')}`;
    });
    return `---\ndate: 2026-01-01\ntagline: ${tagline}\n---\n\n${intro ? `${intro}\n\n` : ''}## News\n\n${stories.join('\n\n')}\n`;
  });

beforeAll(async () => {
  writeIssues();
  const built = await project.build();
  expect([built.code, built.errors], built.output).toEqual([0, '']);
});

test('finds enough to look at', () => {
  expect(dates.length).toBeGreaterThan(45);
  expect(dates.flatMap((date) => wordsIn(sourceOf(date))).length).toBeGreaterThan(2000);
});

test('each word of each file is on its page', () => {
  for (const date of dates) expectWords(date, textOfHtml(read(`${date.replaceAll('-', '/')}/index.html`)));
});

test('each word is in the entry of each of its feeds', () => {
  for (const date of dates) {
    const { items = [] } = parseRssFeed(read(`${date.slice(0, 7).replace('-', '/')}/rss.xml`));
    const entry = items.find(({ link }) => link?.endsWith(`/${date.replaceAll('-', '/')}/`));
    expectWords(date, `${entry?.title} ${textOfHtml(entry?.content?.encoded ?? '')}`);
  }
  const newest = JSON.parse(read('feed.json')) as { items: { id: string; content_html: string; title: string }[] };
  for (const { id, title, content_html } of newest.items) {
    expectWords(/\d{4}-\d\d-\d\d/.exec(id)?.[0] ?? '', `${title} ${textOfHtml(content_html)}`);
  }
});

test('each word is in both of its twins', () => {
  for (const date of dates) {
    const folder = date.replaceAll('-', '/');
    expectWords(date, textOfFile(read(`${folder}.md`)));
    expectWords(date, JSON.stringify(JSON.parse(read(`${folder}.json`))).replaceAll('\\n', ' '));
  }
});

test('each word is in what the search knows of its day', () => {
  const found = new Map<string, string>();
  const search = path.join(project.dist, 'search');
  for (const name of readdirSync(search, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.pf_fragment')) continue;
    const text = gunzipSync(readFileSync(path.join(search, name)))
      .toString()
      .replace('pagefind_dcd', '');
    const packed = JSON.parse(text) as Fragment | Record<string, Fragment>;
    for (const { url, content, meta } of isFragment(packed) ? [packed] : Object.values(packed)) {
      const date = url.slice(0, 10).replaceAll('/', '-');
      found.set(date, `${found.get(date) ?? ''} ${meta.title} ${meta.section} ${content}`);
    }
  }
  for (const date of dates) expectWords(date, found.get(date) ?? '');
});

/** A hit as Pagefind keeps it: alone in a file, or with others under their names. */
interface Fragment {
  url: string;
  content: string;
  meta: { title: string; section?: string };
}

function isFragment(packed: object): packed is Fragment {
  return 'content' in packed;
}

function expectWords(date: string, shown: string): void {
  const there = new Set(wordsIn(shown));
  const lost = wordsIn(sourceOf(date)).filter((one) => !there.has(one));
  expect(lost, `${date}: ${shown}`).toEqual([]);
}

function wordsIn(text: string): string[] {
  return text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

function read(name: string): string {
  return readFileSync(path.join(project.dist, name), 'utf8');
}

/** What the editor wrote for readers: texts, and the tagline, title and corrections of the front matter. */
function sourceOf(date: string): string {
  return textOfFile(project.read(`content/issues/${date}.md`));
}

function textOfFile(text: string): string {
  const source = text.replace(/\r\n?/g, '\n').replace(/^\ufeff/, '');
  const [, front = ''] = /^---\n([\s\S]*?)\n---/.exec(source) ?? [];
  const {
    tagline,
    title = '',
    corrections = [],
  } = parseYaml(front) as Record<string, string> & {
    corrections?: { text: string }[];
  };
  return [tagline, title, ...corrections.map(({ text }) => text), ...textOfMarkdown(source)].join(' ');
}

function textOfMarkdown(source: string): string[] {
  const texts: string[] = [];
  const tree = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).parse(source);
  visit(tree, (node) => {
    if ('alt' in node && node.alt) texts.push(node.alt);
    if ('value' in node && node.type !== 'html' && node.type !== 'yaml')
      texts.push(node.value.replace(/\{[^{}]*\}\s*$/, ''));
  });
  return texts;
}

function textOfHtml(html: string): string {
  const texts: string[] = [];
  visit(fromHtml(html), (node) => {
    if (node.type === 'text') texts.push(node.value);
    if (node.type === 'element' && node.properties['alt']) texts.push(String(node.properties['alt']));
  });
  return texts.join(' ');
}
