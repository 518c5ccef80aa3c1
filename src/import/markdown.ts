import type { ListItem, Nodes, PhrasingContent, Root } from 'mdast';
import { VFile } from 'vfile';
import { isComment, walk, writeMarkdown, type Content } from '../issue/markdown.ts';
import { resolveReferences } from '../issue/references.ts';
import { isBare, toLine, type Piece } from './line.ts';
import { mendLinks } from './words.ts';

/** The lines of a Markdown tree, from Markdown or from HTML. */
export function readTree(tree: Root): Piece[] {
  const unused = findUnusedDefinitions(tree);
  const resolved = resolveReferences(tree, new VFile());
  return [...resolved.children.flatMap(readBlock), ...unused.map((stray) => ({ stray }))];
}

function readBlock(block: Content): Piece[] {
  switch (block.type) {
    case 'yaml':
    case 'thematicBreak':
      return [];
    case 'heading':
      return readWords(block.children, block.depth);
    case 'paragraph':
      return splitLines(block.children).flatMap((words) => readWords(words));
    case 'html':
      return [{ stray: isComment(block) ? block.value.replace(/<!--|-->/g, '').trim() : block.value }];
    case 'list':
      return block.children.every(isStory) ? block.children.flatMap(readStory) : withoutStrays(block);
    default:
      return withoutStrays(block);
  }
}

function readWords(words: readonly PhrasingContent[], depth?: number): Piece[] {
  const { kept, strays } = clean(words);
  const line = toLine(kept, depth === undefined ? {} : { depth });
  return [...(line.text === '' ? [] : [{ line }]), ...strays.map((stray) => ({ stray }))];
}

/** A paragraph's lines: at line breaks, and after a first line that is a link or strong as a whole. */
function splitLines(words: readonly PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const word of words) {
    const [first = '', ...rest] = word.type === 'text' ? word.value.split('\n') : [];
    const isFirst = lines.length === 1 && toLine([...(lines[0] ?? []), ...textOf(first)]).isTitle;
    if (word.type === 'break') lines.push([]);
    else if (word.type === 'text' && rest.length > 0 && isFirst) {
      lines.at(-1)?.push(...textOf(first));
      lines.push(textOf(rest.join('\n')));
    } else lines.at(-1)?.push(word);
  }
  return lines;
}

function textOf(value: string): PhrasingContent[] {
  return value === '' ? [] : [{ type: 'text', value }];
}

/** Whether an entry of a list is a story: a link, or strong words, with or without more behind it. */
function isStory({ children: [first] }: ListItem): boolean {
  if (first?.type !== 'paragraph') return false;
  const [word] = first.children;
  return word !== undefined && (word.type === 'link' || toLine([word]).isTitle);
}

/** A story's title, and what stands behind it as lines of its own. */
function readStory({ children: [first, ...rest] }: ListItem): Piece[] {
  if (first?.type !== 'paragraph') return [];
  const [title, ...words] = first.children;
  if (!title) return [];
  const bare = title.type === 'link' && isBare(title);
  const [head, ...tail] = words;
  const trimmed = head?.type === 'text' ? [...textOf(head.value.replace(/^[\s:–—-]+/, '')), ...tail] : words;
  const behind = splitLines(trimmed).flatMap((line) => readWords(line));
  const line = toLine([title]);
  const pieces: Piece[] = [{ line: { ...line, isTitle: !bare || line.isTitle } }];
  return [...pieces, ...behind, ...rest.flatMap(readBlock)];
}

/** A block as it is, but for what may not stand in a summary. */
function withoutStrays(block: Content): Piece[] {
  const strays: string[] = [];
  const swept = mendLinks(sweep(block, strays), strays);
  return [{ block: swept }, ...strays.map((stray) => ({ stray }))];
}

function clean(words: readonly PhrasingContent[]): { kept: PhrasingContent[]; strays: string[] } {
  const strays: string[] = [];
  const kept = sweep({ type: 'paragraph', children: [...words] }, strays).children;
  return { kept, strays };
}

/** A node without images and raw HTML, which go to the strays: a page's logos and counters are no part of an issue. */
function sweep<T extends Nodes>(node: T, strays: string[]): T {
  if (!('children' in node)) return node;
  const children = node.children.flatMap((child: Nodes): Nodes[] => {
    if (child.type === 'image') strays.push(`![${child.alt ?? ''}](${child.url})`);
    else if (child.type === 'html') strays.push(child.value);
    else return [sweep(child, strays)];
    return [];
  });
  // The children are of the kinds that stood there before, only fewer.
  return { ...node, children } as T;
}

function findUnusedDefinitions(tree: Root): string[] {
  const used = new Set<string>();
  walk(tree, (node) => {
    if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier);
  });
  const unused: string[] = [];
  walk(tree, (node) => {
    if (node.type === 'definition' && !used.has(node.identifier)) unused.push(writeMarkdown([node]));
  });
  return unused;
}
