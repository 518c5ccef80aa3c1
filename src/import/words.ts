import type { Nodes, PhrasingContent } from 'mdast';
import { findLinkProblem } from '../issue/link.ts';
import { writeInline } from '../issue/markdown.ts';
import type { Line } from './line.ts';

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
