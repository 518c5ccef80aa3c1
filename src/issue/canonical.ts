import type { FootnoteDefinition, Heading, PhrasingContent, Root } from 'mdast';
import { VFile } from 'vfile';
import { addMarks, formatHeading, marksOf } from './format.ts';
import { writeFrontMatter } from './front.ts';
import { findTracking, withoutTracking } from './link.ts';
import { isComment, walk, writeInline, writeMarkdown, type Content } from './markdown.ts';
import { attachNotes } from './notes.ts';
import { resolveReferences } from './references.ts';
import type { Issue, Item } from './schema.ts';

/** A heading and what stands under it. */
interface Part {
  heading?: string;
  blocks: Content[];
}

/**
 * The canonical Markdown of a file that holds an issue: as `formatIssue` would write it, with the editor's comments where
 * they stand.
 *
 * @param tree the file's text as Markdown, from `parseMarkdown`
 * @param issue what the file holds: without its errors
 */
export function formatTree(tree: Root, issue: Issue): string {
  // Its messages are known already; there are none of them in a file that holds an issue.
  const unread = new VFile();
  const items = issue.sections.flatMap((section) => section.items).values();
  const parts: Part[] = [{ blocks: [] }];
  const notes: FootnoteDefinition[] = [];
  let front = '';
  for (const node of resolveReferences(tree, unread).children) {
    if (node.type === 'yaml') front = `---\n${writeFrontMatter(node.value)}---`;
    else if (node.type === 'footnoteDefinition') notes.push(node);
    else if (node.type === 'heading') parts.push({ heading: writeHeading(node), blocks: [] });
    else parts.at(-1)?.blocks.push(node);
  }
  attachNotes(parts, notes, unread);
  const texts = parts.flatMap(({ heading, blocks }) => [heading, writeMarkdown(blocks)]);
  return [front, ...texts].filter(Boolean).join('\n\n') + '\n';

  function writeHeading({ depth, children }: Heading): string {
    const item = depth === 3 ? items.next().value : undefined;
    // An item knows its words, but no comment among them.
    if (item && !children.some(hasComment)) return formatHeading(item);
    const words = writeInline(children);
    return item ? `### ${addMarks(dropMarks(words, item), item)}` : `${'#'.repeat(depth)} ${words}`;
  }
}

/** Takes the tracking parameters off every link of a tree, in its address and in its words where they are the address. */
export function removeTracking(tree: Root): void {
  walk(tree, (node) => {
    if (node.type !== 'link' && node.type !== 'definition') return;
    if (findTracking(node.url).length === 0) return;
    const { url } = node;
    node.url = withoutTracking(url);
    const words = 'children' in node && node.children.length === 1 ? node.children[0] : undefined;
    if (words?.type === 'text' && url.endsWith(words.value)) words.value = withoutTracking(words.value);
  });
}

/** The words of a heading, as they were written, without as many marks at their end as the item has. */
function dropMarks(words: string, item: Item): string {
  return marksOf(item).reduce((rest) => rest.replace(/\s*\{[^{}]*\}$/, ''), words);
}

function hasComment(node: PhrasingContent): boolean {
  let found = false;
  walk(node, (inner) => (found ||= isComment(inner)));
  return found;
}
