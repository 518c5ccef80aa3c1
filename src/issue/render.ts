import type { Element, Root as HtmlRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import rehypeSanitize, { defaultSchema, type Options as Schema } from 'rehype-sanitize';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { renderPlain } from './hypertext.ts';
import { withoutComments, writeInline, writeMarkdown, type Content } from './markdown.ts';
import type { Markup } from './schema.ts';
import { plainText } from './text.ts';

/**
 * The markup of blocks: canonical Markdown, safe HTML and plain text. Comments are not published.
 *
 * @param blocks a summary or an introduction, with the footnotes that it refers to
 * @param name the item's name: it begins every id in the HTML, so that ids differ on a page of many items
 */
export function renderBlocks(blocks: readonly Content[], name: string): Markup {
  const published = withoutComments({ type: 'root', children: [...blocks] }).children;
  return {
    markdown: writeMarkdown(published),
    html: toSafeHtml(published, name),
    text: plainText(published),
  };
}

/** The markup of a title, its HTML without a paragraph around it. */
export function renderInline(nodes: readonly PhrasingContent[]): Markup {
  const paragraph = withoutComments({ type: 'paragraph', children: [...nodes] });
  return {
    markdown: writeInline(paragraph.children),
    html: toSafeHtml([paragraph], '').replace(/^<p>|<\/p>$/g, ''),
    text: toString(paragraph).replace(/\s+/g, ' ').trim(),
  };
}

/**
 * The same HTML for another place: its local images under a base path, or all its addresses absolute for a feed.
 *
 * @param html from this module, whose one serialisation makes replacing in its text exact
 * @param root the site's root with its final slash: local images are under it
 * @param page the address of the page: notes and their marks are on it; empty on the page itself
 */
export function rebase(html: string, { root, page }: { root: string; page: string }): string {
  // Nearly every text has neither, which this tells ten times as fast.
  if (!html.includes(' src="/') && !html.includes(' href="#')) return html;
  // Only inside tags: a text may show the same characters, as an item on HTML does.
  return html.replace(tag, (start) => start.replace(' src="/', ` src="${root}`).replace(' href="#', ` href="${page}#`));
}

/** A start tag as this module writes it: every value in double quotes, which no value contains. */
export const tag = /<[a-z][a-z0-9]*(?: [^\s"=>]+(?:="[^"]*")?)*>/g;

const allowed: Schema = {
  ...defaultSchema,
  // Ids are made below from the item's name; raw HTML, the other source of ids, never gets this far.
  clobberPrefix: '',
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
};

const processor = unified()
  .use(remarkRehype, {
    clobberPrefix: '',
    footnoteLabel: 'Notes',
    footnoteLabelTagName: 'h4',
    footnoteLabelProperties: {},
  })
  .use(rehypeSanitize, allowed)
  .freeze();

function toSafeHtml(blocks: readonly Content[], name: string): string {
  const plain = blocks.map(renderPlain);
  return plain.every((block) => block !== undefined) ? plain.join('\n') : renderWhole(blocks, name);
}

/** The same, without the short way that most blocks allow: it says what that has to give. */
export function renderWhole(blocks: readonly Content[], name: string): string {
  const tree = processor.runSync({ type: 'root', children: [...blocks] });
  forEachElement(tree, ({ properties, tagName }) => {
    const { id, href, ariaDescribedBy } = properties;
    if (typeof id === 'string') properties['id'] = `${name}:${id}`;
    if (Array.isArray(ariaDescribedBy)) {
      properties['ariaDescribedBy'] = ariaDescribedBy.map((described) => `${name}:${described}`);
    }
    if (tagName !== 'a' || typeof href !== 'string') return;
    if (href.startsWith('#')) properties['href'] = `#${name}:${href.slice(1)}`;
    else properties['rel'] = ['noopener'];
  });
  return toHtml(tree).trim();
}

function forEachElement(parent: HtmlRoot | Element, visit: (element: Element) => void): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    visit(child);
    forEachElement(child, visit);
  }
}
