import type { Element, Root } from 'xast';
import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';

/** A tree as an XML document, without the characters that XML 1.0 forbids even as references. */
export function writeXml(tree: Element): string {
  const document: Root = x(null, [{ type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' }, tree]);
  // Outside of CDATA sections, of which we write none, `]]>` may not stand (XML 1.0, section 2.4).
  return `${dropForbidden(toXml(document)).replaceAll(']]>', ']]&gt;')}\n`;
}

/** The text with only the characters that XML 1.0 allows (section 2.2, Char). */
export function dropForbidden(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}
