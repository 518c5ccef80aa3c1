import type { Heading, Nodes, Paragraph, PhrasingContent, Text, Yaml } from 'mdast';
import type { Point, Position } from 'unist';
import type { Piece } from './pieces.ts';
import { firstCharacter, type Lines } from './place.ts';

/** A block that is plain, with its place. */
export type PlainBlock = (Yaml | Heading | Paragraph) & { position: Position };

/**
 * Reads a piece of plain Markdown, which is what nearly all of an issue is: front matter, or a heading or a paragraph of
 * words, `code`, *emphasis*, **strong words** and [links](https://example.com/). That takes a small part of the time that the
 * whole parser takes, and gives the same nodes. What is not plain beyond doubt is left to the whole parser.
 *
 * @returns nothing where the piece is not plain
 */
export function readPlain({ text, offset }: Piece, lines: Lines): PlainBlock | undefined {
  // Only front matter begins a text like this.
  if (offset > 0 || !text.startsWith('---\n')) return readBlock(text, positionOf);
  return { type: 'yaml', value: text.slice(4, -4), position: positionOf(0, text.length) };

  function positionOf(start: number, end: number): Position {
    return { start: pointOf(offset + start), end: pointOf(offset + end) };
  }

  function pointOf(at: number): Point {
    const { line, column } = lines.point(at);
    return { line, column, offset: at };
  }
}

/**
 * A block as canonical Markdown: what is written with the few escapes below, and then reads as the same plain block.
 *
 * @returns nothing where it is not plain
 */
export function writePlain(block: Nodes): string | undefined {
  if (block.type !== 'heading' && block.type !== 'paragraph') return undefined;
  const text = write(block);
  const read = readBlock(text, () => firstCharacter);
  return read && isSame(read, block) ? text : undefined;
}

/** A heading on one line, without marks at its end. */
const heading = /^(#{1,6}) (?=\S).*[^\s#]$/;

/** How a line begins that only another block begins like. */
const oddStart = String.raw`^(?:$|[\s#>=+:-]|\d+[.)])`;
const startsOdd = new RegExp(oddStart);

/** Lines that begin so, or end as a break does. */
const oddLine = new RegExp(String.raw`${oddStart}|\s$`, 'm');

function hasOddLine(text: string): boolean {
  // Of one line, which most paragraphs are, the two ends tell it in a fraction of the time.
  return text.includes('\n') ? oddLine.test(text) : startsOdd.test(text) || /\s/.test(text.charAt(text.length - 1));
}

/** The characters that may mean something to Markdown anywhere in a phrase, and those that a parser replaces. */
const special = String.raw`\\*_[\]<~|\r\t\0` + '`';

/** The same where they mean nothing: `snake_case`, `~5`, `< 5`. */
const single = String.raw`(?<=[\dA-Za-z]{2})_(?=[\dA-Za-z]{2})|(?<!~)~(?!~)|<(?![!/?A-Za-z])`;

/** The pattern of an address that neither Markdown nor HTML changes, but for the ampersands in HTML. */
export const address = String.raw`https?://[-\w.~:/?#@!$+,=&]*(?:%[\dA-Za-z]{2}[-\w.~:/?#@!$+,=&]*)*`;

/** A part of a phrase: words, an escaped character, `code`, **strong words**, *emphasis* or a [link](https://example.com/). */
const part = new RegExp(
  [
    `([^${special}]+|${single})`,
    String.raw`\\([!-/:-@[-\`{-~])`,
    '`([^`\\n\\r\\0]+)`(?!`)',
    `\\*\\*([^${special}\\n]+)\\*\\*(?!\\*)`,
    `\\*([^${special}\\n]+)\\*(?!\\*)`,
    `(?<!!)\\[([^[\\]\\n]+)\\]\\((${address})\\)`,
  ].join('|'),
  'y',
);

/** Words that begin a character reference, or an address that is a link by itself. */
const oddWords = /&#?\w+;|[ps]:\/|w\.[-.\w]|www\.|[-+.\w]@[-.\w]/i;

/** What all of those have in them, and few others: looked for first, ten times as fast. */
const oddMark = /[&@]|:\/|w\./i;

/** Words that make marks around them open and close whatever stands outside. */
const tight = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u;

function hasOddWords(text: string): boolean {
  return oddMark.test(text) && oddWords.test(text);
}

type PositionOf = (start: number, end: number) => Position;

function readBlock(text: string, positionOf: PositionOf): PlainBlock | undefined {
  const marks = heading.exec(text)?.[1];
  if (marks === undefined && hasOddLine(text)) return undefined;
  const children = readPhrase(text, marks === undefined ? 0 : marks.length + 1, text.length, positionOf);
  if (!children) return undefined;
  const position = positionOf(0, text.length);
  if (marks === undefined) return { type: 'paragraph', children, position };
  // The pattern takes one to six marks.
  return { type: 'heading', depth: marks.length as Heading['depth'], children, position };
}

function readPhrase(text: string, from: number, to: number, positionOf: PositionOf): PhrasingContent[] | undefined {
  const nodes: PhrasingContent[] = [];
  let at = from;
  while (at < to) {
    part.lastIndex = at;
    const found = part.exec(text);
    if (!found) return undefined;
    const end = at + found[0].length;
    const node = end <= to ? readPart(found, end, positionOf) : undefined;
    if (!node) return undefined;
    const last = nodes.at(-1);
    if (last?.type === 'text' && node.type === 'text') nodes.splice(-1, 1, joinTexts(last, node));
    else nodes.push(node);
    at = end;
  }
  return nodes.some((node) => node.type === 'text' && hasOddWords(node.value)) ? undefined : nodes;
}

function readPart(found: RegExpExecArray, end: number, positionOf: PositionOf): PhrasingContent | undefined {
  const { index, input } = found;
  const [, words, escaped, code, strong, emphasis, label, url] = found;
  const position = positionOf(index, end);
  const value = words ?? escaped;
  if (value !== undefined) return { type: 'text', value, position };
  if (code !== undefined) return /^ | $/.test(code) ? undefined : { type: 'inlineCode', value: code, position };
  if (label !== undefined && url !== undefined) {
    const children = readPhrase(input, index + 1, index + 1 + label.length, positionOf);
    return children && { type: 'link', title: null, url, children, position };
  }
  const width = strong === undefined ? 1 : 2;
  const children = tight.test(strong ?? emphasis ?? '') && readPhrase(input, index + width, end - width, positionOf);
  return children ? { type: width === 1 ? 'emphasis' : 'strong', children, position } : undefined;
}

function joinTexts(one: Text, other: Text): Text {
  const position = one.position && other.position && { start: one.position.start, end: other.position.end };
  return { type: 'text', value: one.value + other.value, ...(position && { position }) };
}

/** A node as Markdown with no more escapes than plain words need, whether it is plain or not. */
function write(node: Nodes): string {
  const words = 'children' in node ? node.children.map(write).join('') : '';
  switch (node.type) {
    case 'text':
      return node.value.replace(/\\(?=[!-/:-@[-`{-~])|&(?=[#A-Za-z])|~/g, '\\$&');
    case 'inlineCode':
      return `\`${node.value}\``;
    case 'emphasis':
      return `*${words}*`;
    case 'strong':
      return `**${words}**`;
    case 'link':
      return `[${words}](${node.url})`;
    case 'heading':
      return `${'#'.repeat(node.depth)} ${words}`;
    default:
      return words;
  }
}

/** Whether two nodes are the same but for their places. */
function isSame(a: Nodes, b: Nodes): boolean {
  if (a.type !== b.type) return false;
  if ('value' in a && (!('value' in b) || a.value !== b.value)) return false;
  if (a.type === 'link' && (b.type !== 'link' || a.url !== b.url || b.title)) return false;
  if (!('children' in a) || !('children' in b)) return true;
  const others = b.children;
  return (
    a.children.length === others.length &&
    a.children.every((child, index) => {
      const other = others[index];
      return other !== undefined && isSame(child, other);
    })
  );
}
