import type { Element, Nodes, Parents, Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import { unified } from 'unified';
import { toString } from 'mdast-util-to-string';

/** An HTML page or mail as Markdown trees: what it is about, and what stands around that. */
export interface Page {
  main: Root;
  /** Navigation and foot, and all that is outside of `main` where the page has one. */
  around: Root;
  /** The words of its title, which only its head holds. */
  title: string;
}

export function readHtml(html: string): Page {
  const page = parser.parse(html);
  const title = findTitle(page);
  unwrapLayout(page);
  const frame: HtmlRoot = { type: 'root', children: takeFrame(page, hasElement(page, 'main')) };
  return { main: converter.runSync(page), around: converter.runSync(frame), title };
}

/** How deep elements stand in one another, roughly; those that end by themselves, such as `p`, are not counted. */
export function measureDepth(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, end] of html.matchAll(
    /<(\/?)(?!(?:p|li|br|hr|img|input|link|meta|t[dhr]|d[dt]|option)\b)[a-z][^>]*?>/gi,
  )) {
    depth = Math.max(0, depth + (end ? -1 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
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
    if (element.tagName !== 'table' || !hasElement(element, 'th')) return;
    data.add(element);
    forEachElement(element, (inner) => data.add(inner));
  });
  forEachElement(page, (element) => {
    if (!data.has(element) && layout.has(element.tagName)) element.tagName = 'div';
  });
}

const layout = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'center']);

/** Takes out of a page what frames it. */
function takeFrame(parent: Parents, isOutside: boolean): Element[] {
  const taken: Element[] = [];
  const kept = parent.children.filter((child) => {
    if (child.type !== 'element' || child.tagName === 'head') return true;
    const isMain = child.tagName === 'main';
    const isFrame = child.tagName === 'nav' || child.tagName === 'footer';
    if (isFrame || (isOutside && !isMain && !hasElement(child, 'main'))) {
      taken.push(child);
      return false;
    }
    taken.push(...takeFrame(child, isOutside && !isMain));
    return true;
  });
  // Fewer children, of the kinds that stood there before.
  parent.children = kept as typeof parent.children;
  return taken;
}

function hasElement(parent: Parents, tagName: string): boolean {
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
