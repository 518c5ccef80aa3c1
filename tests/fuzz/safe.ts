import { fromHtml } from 'hast-util-from-html';
import type { Element, Nodes, Root } from 'hast';

/** The elements that Markdown can make. */
const elements = new Set(
  'a blockquote br code del div em h2 h3 h4 hr img input li ol p pre section strong sup table tbody td th thead tr ul'.split(
    ' ',
  ),
);

/** The attributes that they may have. */
const attributes = new Set(
  'align alt ariaDescribedBy ariaLabel checked className dataFootnoteBackref dataFootnoteRef dataFootnotes disabled href id rel src start title type'.split(
    ' ',
  ),
);

/**
 * What HTML holds that could run something, load from where it should not, or lead a reader astray, as a browser would
 * read it; each as a short text.
 */
export function findUnsafe(html: string): string[] {
  const found: string[] = [];
  const visit = (node: Root | Nodes): void => {
    if (node.type === 'comment' || node.type === 'doctype') found.push(node.type);
    if (node.type === 'element') found.push(...judgeElement(node));
    if ('children' in node) node.children.forEach(visit);
  };
  visit(fromHtml(html, { fragment: true }));
  return found;
}

function judgeElement({ tagName, properties }: Element): string[] {
  const found = elements.has(tagName) ? [] : [`<${tagName}>`];
  for (const [name, value] of Object.entries(properties)) {
    if (!attributes.has(name)) found.push(`<${tagName} ${name}>`);
    if (name === 'href' && !/^(?:https?:\/\/[^/]|mailto:[^@]+@|#)/i.test(String(value))) found.push(`href ${value}`);
    if (name === 'src' && !/^(?:https?:\/\/|\/(?!\/))/i.test(String(value))) found.push(`src ${value}`);
    // A parser of addresses drops these in silence, so that a reader would get another one.
    if ((name === 'href' || name === 'src') && /[\s\p{Cc}\\]/u.test(String(value))) found.push(`${name} ${value}`);
  }
  return found;
}
