import type { Link, PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Content } from '../issue/markdown.ts';

/** One line of an imported text: what an author would call a heading, a paragraph, or an entry of a list. */
export interface Line {
  /** Its words, links and markup kept. */
  words: PhrasingContent[];
  /** Its words with the address, where `words` are only the title before or after it. */
  whole?: PhrasingContent[];
  /** Its words as plain text. */
  text: string;
  /** How deep a heading it is; nothing for any other line. */
  depth?: number;
  /** The address, where the whole line is one link or a title with its address. */
  link?: string;
  /** Whether it stands out as a title by its markup. */
  isTitle: boolean;
  /** Whether it goes on in the line before, as far as blank lines tell. */
  follows: boolean;
}

/** A piece of an imported text, in its order: a line, a block that is no line, or what has no place in an issue. */
export type Piece = { line: Line } | { block: Content } | { stray: string };

/** A line of inline nodes; one without words and without a link is none. */
export function toLine(nodes: readonly PhrasingContent[], extra: { depth?: number; follows?: boolean } = {}): Line {
  const words = trim(nodes);
  const only = words.length === 1 ? words[0] : undefined;
  const link = only && findOnlyLink(only);
  const { depth, follows = false } = extra;
  return {
    words,
    text: toString(words).replace(/\s+/g, ' ').trim(),
    ...(depth !== undefined && { depth }),
    ...(link && { link: link.url }),
    isTitle: depth !== undefined || only?.type === 'strong' || (link !== undefined && !isBare(link)),
    follows,
  };
}

/** Words without the links around them. */
export function unlink(words: readonly PhrasingContent[]): PhrasingContent[] {
  return words.flatMap((word): PhrasingContent[] => {
    if (word.type === 'link') return unlink(word.children);
    return 'children' in word ? [{ ...word, children: unlink(word.children) }] : [word];
  });
}

/** Whether a link's words are its address. */
export function isBare({ url, children }: Link): boolean {
  const text = toString(children);
  return url === text || url.replace(/^(?:https?:\/\/|mailto:)/, '') === text;
}

/** The link that a node is, or that is all of it inside its markup. */
function findOnlyLink(node: PhrasingContent): Link | undefined {
  if (node.type === 'link') return node;
  const [child, ...more] = 'children' in node ? trim(node.children) : [];
  return child && more.length === 0 ? findOnlyLink(child) : undefined;
}

function trim(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const isSpace = (node: PhrasingContent | undefined) =>
    node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '');
  let from = 0;
  let to = nodes.length;
  while (from < to && isSpace(nodes[from])) from++;
  while (to > from && isSpace(nodes[to - 1])) to--;
  return nodes.slice(from, to).map((node, index, { length }) => {
    if (node.type !== 'text') return node;
    const value = index === 0 ? node.value.trimStart() : node.value;
    return { ...node, value: index === length - 1 ? value.trimEnd() : value };
  });
}
