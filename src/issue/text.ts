import type { List, Nodes, Parents } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Content } from './markdown.ts';

/** Blocks as plain text: every word of theirs, the words of images and notes too; an empty line between blocks. */
export function plainText(blocks: readonly Content[]): string {
  return join(blocks, '\n\n');
}

function textOf(node: Nodes): string {
  switch (node.type) {
    case 'list':
      return listText(node);
    case 'table':
      return join(node.children, '\n');
    case 'tableRow':
      return join(node.children, ' | ');
    case 'blockquote':
    case 'footnoteDefinition':
      return join(node.children, '\n\n');
    case 'thematicBreak':
      return '';
    case 'code':
      return node.value;
    default:
      return phrase(node);
  }
}

/** A list, but for the items without a word: a mark alone says nothing. */
function listText(list: List): string {
  const items = list.children.map((item) => join(item.children, '\n  '));
  return items.flatMap((words, index) => (words ? [mark(list, index) + words] : [])).join('\n');
}

/** What stands before an item of a list: its number, or a hyphen. */
function mark({ ordered, start }: List, index: number): string {
  return ordered ? `${(start ?? 1) + index}. ` : '- ';
}

function join(nodes: readonly Nodes[], separator: string): string {
  return nodes.map(textOf).filter(Boolean).join(separator);
}

function phrase(node: Nodes): string {
  if (node.type === 'break') return '\n';
  // Each line end is a space, as a page shows it.
  if (node.type === 'inlineCode') return node.value.replaceAll('\n', ' ');
  if (!isParent(node)) return toString(node).replace(lineEnd, ' ');
  return node.children.map(phrase).join('').trim();
}

/** Begins at the first white space only: a long run of it would be gone through from each of its characters. */
const lineEnd = /(?<!\s)\s*\n\s*/g;

function isParent(node: Nodes): node is Parents {
  return 'children' in node;
}
