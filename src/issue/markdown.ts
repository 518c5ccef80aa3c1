import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { defaultHandlers } from 'mdast-util-to-markdown';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify, { type Options } from 'remark-stringify';
import { unified } from 'unified';
import { parsePiecewise } from './piecewise.ts';
import { writePlain } from './plain.ts';

/** What stands at the top of a text, or in one of its blocks. */
export type Content = RootContent;

/** CommonMark with GFM's tables, strikethrough, footnotes, task lists and bare links, and YAML front matter. */
export function parseMarkdown(text: string): Root {
  return parsePiecewise(text, parseWhole) ?? parseWhole(text);
}

/** The same, without the short ways that most of a text allows: it says what they have to give. */
export function parseWhole(text: string): Root {
  return dialect.parse(text);
}

/** Blocks as canonical Markdown, without a final line end. */
export function writeMarkdown(blocks: readonly Content[]): string {
  const plain = blocks.map(writePlain);
  return plain.every((block) => block !== undefined) ? plain.join('\n\n') : writeWhole(blocks);
}

/** The same, without the short way that most blocks allow: it says what that has to give. */
export function writeWhole(blocks: readonly Content[]): string {
  // Other white space at the end is text: a paragraph may end in a no-break space.
  return writer.stringify({ type: 'root', children: [...blocks] }).replace(/\n+$/, '');
}

/** Inline nodes as canonical Markdown on one line. */
export function writeInline(nodes: readonly PhrasingContent[]): string {
  // A heading, not a paragraph: it stands on one line, and nothing in it can begin a list or a quote.
  return writeMarkdown([{ type: 'heading', depth: 1, children: [...nodes] }]).replace(/^# ?/, '');
}

/** The inline nodes of a text that `writeInline` wrote. */
export function readInline(markdown: string): PhrasingContent[] {
  const [heading] = parseMarkdown(`# ${markdown}`).children;
  return heading?.type === 'heading' ? heading.children : [];
}

/** Calls a function on a node and all nodes inside it, in the order of the file. */
export function walk(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

/** Whether a node is nothing but an HTML comment: an editor's note, never published. */
export function isComment(node: Nodes): boolean {
  return node.type === 'html' && /^(?:\s*<!--(?!-?>)(?:(?!-->)[\s\S])*-->)*\s*$/.test(node.value);
}

/** The same node without comments, at any depth, and without the white space that only stood beside one. */
export function withoutComments<T extends Nodes>(node: T): T {
  if (!('children' in node)) return node;
  const kept: Nodes[] = [];
  // A cell has no white space at its ends, even where a character reference put it there: written, it would not last.
  const isCell = node.type === 'tableCell';
  let isGap = isCell;
  for (const child of node.children) {
    const inner = withoutComments(child);
    if (isComment(child) || isHollow(inner)) {
      isGap = true;
      continue;
    }
    const last = kept.at(-1);
    const isDouble = isGap && (last === undefined || (last.type === 'text' && /\s$/.test(last.value)));
    const next = isDouble && inner.type === 'text' ? { ...inner, value: inner.value.trimStart() } : inner;
    if (next.type === 'text' && next.value === '') continue;
    kept.push(next);
    isGap = false;
  }
  if (isGap || isCell) trimEnd(kept);
  // What stood apart from a comment only stands apart from nothing now.
  const isTight = node.type === 'listItem' && kept.length < 2;
  // A box to tick stands before words; where a comment was all that stood behind it, it cannot be written.
  const isBare = node.type === 'listItem' && kept[0]?.type !== 'paragraph';
  // The children are of the kinds that stood there before, only fewer.
  return {
    ...node,
    ...(isTight && { spread: false }),
    ...(isBare && typeof node.checked === 'boolean' && { checked: null }),
    children: joinDeletions(kept, node.type === 'delete'),
  } as T;
}

/**
 * Struck-out words with no mark between them and the next ones, or the ones around them, are struck out together: the
 * tildes of both would run into one another, and emphasis alone has a second mark to take.
 *
 * @param isDeletion whether the nodes are themselves struck out
 */
function joinDeletions(nodes: Nodes[], isDeletion: boolean): Nodes[] {
  if (!nodes.some(({ type }) => type === 'delete')) return nodes;
  const joined: Nodes[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'delete' && last?.type === 'delete') {
      joined.splice(-1, 1, { ...last, children: [...last.children, ...node.children] });
    } else joined.push(node);
  }
  if (!isDeletion) return joined;
  const isAtEdge = (at: number) => at === 0 || at === joined.length - 1;
  return joined.flatMap((node, at) => (node.type === 'delete' && isAtEdge(at) ? node.children : [node]));
}

/** Whether nothing is left of a node that only goes around others: an emphasised comment. */
function isHollow(node: Nodes): boolean {
  return (
    'children' in node &&
    node.children.length === 0 &&
    /^(?:emphasis|strong|delete|paragraph|blockquote)$/.test(node.type)
  );
}

/** Takes white space and line breaks off the end of inline nodes. */
function trimEnd(nodes: Nodes[]): void {
  for (let last = nodes.pop(); last; last = nodes.pop()) {
    if (last.type === 'break') continue;
    const rest = last.type === 'text' ? { ...last, value: last.value.trimEnd() } : last;
    if (rest.type === 'text' && rest.value === '') continue;
    nodes.push(rest);
    return;
  }
}

const gfm = { singleTilde: false } as const;

const canonical: Options = {
  bullet: '-',
  emphasis: '*',
  fence: '`',
  listItemIndent: 'one',
  handlers: { link: writeLink },
  rule: '-',
  strong: '*',
};

const dialect = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm, gfm).freeze();
const writer = unified().use(remarkGfm, gfm).use(remarkStringify, canonical).freeze();

/** A link without the escapes that its address does not need: `?a=1&b=2` stays readable. */
function writeLink(...[node, parent, state, info]: Parameters<typeof defaultHandlers.link>): string {
  const written = defaultHandlers.link(node, parent, state, info);
  const isPlain = !node.title && written.startsWith('[') && /^[!-;=?-\[\]-~]+$/.test(node.url);
  if (!isPlain || !hasBalancedParentheses(node.url)) return written;
  const exits = [state.enter('link'), state.enter('label')];
  const words = state.containerPhrasing(node, { ...info, before: '[', after: ']' });
  exits.forEach((exit) => exit());
  // An ampersand is escaped only where it would begin a character reference.
  return `[${words}](${node.url.replace(/&(?=#?\w+;)/g, '\\&')})`;
}

function hasBalancedParentheses(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
