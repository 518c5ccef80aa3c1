import type { Nodes, PhrasingContent } from 'mdast';
import { findLinkProblem, hostOf } from '../issue/link.ts';
import { toString } from 'mdast-util-to-string';
import { writeInline, writeMarkdown } from '../issue/markdown.ts';
import { unlink, type Line, type Piece } from './line.ts';

/** The addresses of all links among words. */
export function findLinks(words: readonly PhrasingContent[]): string[] {
  return words.flatMap((word) => {
    if (word.type === 'link') return [word.url];
    return 'children' in word ? findLinks(word.children) : [];
  });
}

/** A node whose links all lead somewhere: of one that does not, the words stay, and its address goes to the strays. */
export function mendLinks<T extends Nodes>(node: T, strays: string[]): T {
  if (!('children' in node)) return node;
  const children = node.children.flatMap((child: Nodes): Nodes[] => {
    const mended = mendLinks(child, strays);
    if (mended.type !== 'link' || !findLinkProblem(mended.url, { mail: true })) return [mended];
    strays.push(mended.url);
    return mended.children;
  });
  // A link's words may stand wherever the link may.
  return { ...node, children } as T;
}

/** A line as Markdown, with its address where its words do not hold it. */
export function sourceOf({ words, depth, link }: Line): string {
  const text = writeInline(words);
  const url = link !== undefined && !text.includes(link) ? ` ${link}` : '';
  return `${depth === undefined ? '' : `${'#'.repeat(depth)} `}${text}${url}`;
}

/** A piece as Markdown. */
export function sourceOfPiece(piece: Piece): string {
  if ('line' in piece) return sourceOf(piece.line);
  return 'block' in piece ? writeMarkdown([piece.block]) : piece.stray;
}

/**
 * The words of a title, on one line, without what a page sets beside its link: the name of the link's host, and a mark such
 * as `#`.
 */
export function titleOf(line: Line): PhrasingContent[] {
  return onOneLine(withoutNeighbours(line));
}

/** Words as they can stand in a heading, which ends with its line. */
function onOneLine(words: readonly PhrasingContent[]): PhrasingContent[] {
  return words.map((word): PhrasingContent => {
    if (word.type === 'break') return { type: 'text', value: ' ' };
    if ('children' in word) return { ...word, children: onOneLine(word.children) };
    return word.type === 'text' ? { ...word, value: word.value.replace(/\s*\n\s*/g, ' ') } : word;
  });
}

function withoutNeighbours({ words, depth, link }: Line): PhrasingContent[] {
  const [first] = words;
  const own = first?.type === 'link' ? first.url : undefined;
  if (depth === undefined || link !== undefined || own === undefined) return unlink(words);
  const isBeside = (word: PhrasingContent) => {
    const text = toString(word).replace(/[()[\]\s]/g, '');
    return text === hostOf(own) || !/[\p{L}\p{N}]/u.test(text);
  };
  return unlink(words.filter((word) => !isBeside(word)));
}
