import type { Element, ElementContent } from 'xast';
import { escape, escapeValue } from '../issue/escape.ts';

/**
 * A tree as an XML document, without the characters that XML 1.0 forbids even as references.
 *
 * @param style the address of a style sheet for readers who open it in a browser
 */
export function writeXml(tree: Element, style?: string): string {
  const written = dropForbidden(`${declaration}${style === undefined ? '' : styleSheet(style)}${writeElement(tree)}`);
  // What is left. The first may stand in no text (section 2.4), and a parser reads the second as a
  // line feed (section 2.11). There is no CDATA here, so each is in a text or an attribute's value.
  return `${written.replaceAll(']]>', ']]&#x3E;').replaceAll('\r', '&#xD;')}\n`;
}

/** The text with only the characters that XML 1.0 allows (section 2.2, Char). */
export function dropForbidden(text: string): string {
  // Nearly every text has none, which this tells ten times as fast.
  if (text.isWellFormed() && !/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/.test(text)) return text;
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>';

function styleSheet(address: string): string {
  // In an instruction a reference is none for XML; whoever reads its value takes these for what they stand for. Its end
  // must not be in it.
  return `<?xml-stylesheet type="text/css" href="${escapeValue(address).replaceAll('?>', '?&#x3E;')}"?>`;
}

/** An element as it stands in a document. A site's feeds are tens of megabytes of them. */
function writeElement({ name, attributes, children }: Element): string {
  let start = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) start += ` ${key}="${escapeValue(value)}"`;
  }
  let content = '';
  for (const child of children) content += writeContent(child);
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}

function writeContent(node: ElementContent): string {
  if (node.type === 'element') return writeElement(node);
  if (node.type === 'text') return escape(node.value);
  throw new Error(`Unexpected ${node.type}, expected an element or a text`);
}
