import type { Nodes } from 'mdast';
import { escape } from './escape.ts';
import { address } from './plain.ts';

/**
 * A paragraph as the safe HTML that `render` makes of it on its longer way, in a small part of the time.
 *
 * @returns nothing for other blocks, and where the paragraph holds more than words, code, emphasis and links to the web
 */
export function renderPlain(block: Nodes): string | undefined {
  return block.type === 'paragraph' ? render(block) : undefined;
}

const isAddress = new RegExp(`^${address}$`);

function render(node: Nodes): string | undefined {
  switch (node.type) {
    case 'text':
      // White space beside a line end is not published.
      return /\s\n|\n\s|\r/.test(node.value) ? undefined : escape(node.value);
    case 'inlineCode':
      return `<code>${escape(node.value.replaceAll('\n', ' '))}</code>`;
    case 'emphasis':
      return renderIn(node.children, '<em>', '</em>');
    case 'strong':
      return renderIn(node.children, '<strong>', '</strong>');
    case 'paragraph':
      return renderIn(node.children, '<p>', '</p>');
    case 'link':
      if (node.title || !isAddress.test(node.url)) return undefined;
      return renderIn(node.children, `<a href="${escape(node.url)}" rel="noopener">`, '</a>');
    default:
      return undefined;
  }
}

function renderIn(nodes: readonly Nodes[], start: string, end: string): string | undefined {
  const inner = nodes.map(render);
  return inner.every((html) => html !== undefined) ? start + inner.join('') + end : undefined;
}
