import type { Element, Nodes, Parents, Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import { unified } from 'unified';
import { toString } from 'mdast-util-to-string';

/** The Markdown tree of an HTML page or mail, and the words that stand only in its head. */
export function readHtml(html: string): { tree: Root; title: string } {
  const page = parser.parse(html);
  const title = findTitle(page);
  unwrapLayout(page);
  return { tree: converter.runSync(page), title };
}

const parser = unified().use(rehypeParse).freeze();
const converter = unified().use(rehypeRemark).freeze();

function findTitle(page: HtmlRoot): string {
  let title = '';
  forEachElement(page, (element) => {
    if (element.tagName === 'title' && title === '') title = toString(element).replace(/\s+/g, ' ').trim();
  });
  return title;
}

/** Makes boxes of the tables that mails are laid out with: one with a heading cell is data and stays a table. */
function unwrapLayout(page: HtmlRoot): void {
  const data = new Set<Nodes>();
  forEachElement(page, (element) => {
    if (element.tagName !== 'table' || !contains(element, 'th')) return;
    data.add(element);
    forEachElement(element, (inner) => data.add(inner));
  });
  forEachElement(page, (element) => {
    if (!data.has(element) && layout.has(element.tagName)) element.tagName = 'div';
  });
}

const layout = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'center']);

function contains(parent: Parents, tagName: string): boolean {
  let found = false;
  forEachElement(parent, (element) => (found ||= element.tagName === tagName));
  return found;
}

function forEachElement(parent: Parents, visit: (element: Element) => void): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    visit(child);
    forEachElement(child, visit);
  }
}
