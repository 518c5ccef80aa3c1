import { stringify } from 'yaml';
import { escapeMark } from './mark.ts';
import { readInline, writeInline } from './markdown.ts';
import { address } from './plain.ts';
import type { Issue, Item, Section } from './schema.ts';
import { plainValue } from './yaml.ts';

/** The one canonical Markdown of an issue: reading it again gives the same issue. */
export function formatIssue(issue: Issue): string {
  const blocks = [frontMatter(issue), issue.intro?.markdown, ...issue.sections.map(formatSection)];
  return blocks.filter((block) => block !== undefined).join('\n\n') + '\n';
}

function frontMatter({ date, tagline, title, draft, updated, corrections, aliases }: Issue): string {
  const keys = {
    date,
    tagline,
    ...(title !== undefined && { title }),
    ...(draft && { draft }),
    ...(updated !== undefined && { updated }),
    ...(corrections.length > 0 && { corrections }),
    ...(aliases !== undefined && { aliases }),
  };
  // Nearly always all are plain, and the YAML package takes as long for them as the rest of the issue does.
  const isPlain = Object.values(keys).every((value) => typeof value === 'string' && plain.test(value));
  const lines = isPlain
    ? Object.entries(keys).map(([key, value]) => `${key}: ${value}\n`)
    : [stringify(keys, { lineWidth: 0, schema: 'core' })];
  return `---\n${lines.join('')}---`;
}

const plain = new RegExp(`^${plainValue}$`, 'u');

function formatSection({ name, items }: Section): string {
  return [`## ${writeInline([{ type: 'text', value: name }])}`, ...items.map(formatItem)].join('\n\n');
}

function formatItem(item: Item): string {
  return `${formatHeading(item)}\n\n${item.summary.markdown}`;
}

/** The heading of an item: `### [Title](https://example.com/story) {#name} {followup}`. */
export function formatHeading(item: Item): string {
  const { title, link } = item;
  // Nearly every heading is plain words and an address: nothing in it can be taken for anything else.
  const isPlain = link !== undefined && plainTitle.test(title.markdown) && plainLink.test(link);
  const heading = isPlain ? `[${title.markdown}](${link})` : writeHeading(title.markdown, link);
  return `### ${addMarks(heading, item)}`;
}

/** Words, with the marks between them that no pattern of Markdown begins or ends with. */
const plainTitle = /^(?:[\p{L}\p{N},’“”—–-]|[.:;](?= )|\.(?=\d)| (?=[\p{L}\p{N}]))+$/u;

const plainLink = new RegExp(String.raw`^(?!.*&)${address}$`);

function writeHeading(title: string, link: string | undefined): string {
  // Words that are an address become a link when they are read; but a title's only link is its own.
  const words = readInline(title).flatMap((word) => (word.type === 'link' ? word.children : [word]));
  return writeInline(link === undefined ? words : [{ type: 'link', url: link, children: words }]);
}

/** The words of an item's heading with its marks: `{#name} {followup}`. */
export function addMarks(words: string, item: Item): string {
  return [escapeMark(words), ...marksOf(item)].join(' ');
}

/** What stands behind the words of an item's heading. */
export function marksOf({ name, namedByHand, followup }: Item): string[] {
  return [...(namedByHand ? [`{#${name}}`] : []), ...(followup ? ['{followup}'] : [])];
}
