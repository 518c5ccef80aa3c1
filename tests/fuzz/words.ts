import type { Nodes } from 'mdast';
import { parse } from 'yaml';
import { parseMarkdown } from '../../src/issue/markdown.ts';
import { collapse, type Output } from './outputs.ts';

/** A text of a file that must be in what readers get. */
interface Wanted {
  text: string;
  /** Whether it is in a story, not only in the issue. */
  ofStory: boolean;
  /** Whether it can be searched for: a tooltip cannot be, nor what has no letter or digit. */
  isSearched: boolean;
}

/**
 * The texts of a good file that are missing from its outputs, each as `search: the text`.
 *
 * @param source the file's text
 */
export function findLostWords(source: string, outputs: readonly Output[]): string[] {
  const wanted = listWanted(source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  return outputs.flatMap(({ name, html, text, storiesOnly }) =>
    wanted
      .filter(({ ofStory, isSearched }) => (ofStory || !storiesOnly) && (html !== undefined || isSearched))
      .filter((each) => !text.includes(each.text))
      .map((each) => `${name}: ${each.text}`),
  );
}

function listWanted(source: string): Wanted[] {
  const tree = parseMarkdown(source);
  const wanted: Wanted[] = [];
  let ofStory = false;
  const want = (text: string, isTooltip = false) => {
    const isSearched = !isTooltip && /[\p{L}\p{N}]/u.test(text);
    if (text.trim() !== '') wanted.push({ text: collapse(text).slice(1, -1), ofStory, isSearched });
  };
  const visit = (node: Nodes): void => {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') want(node.value);
    if ('alt' in node && node.alt) want(node.alt);
    if ((node.type === 'link' || node.type === 'image') && node.title) want(node.title, true);
    if ('children' in node) node.children.forEach(visit);
  };
  for (const node of tree.children) {
    if (node.type === 'yaml') listFrontMatter(node.value).forEach((text) => want(text));
    else if (node.type === 'heading') {
      ofStory = node.depth === 3;
      if (ofStory) withoutMarks(node.children).forEach(visit);
      else node.children.forEach(visit);
    } else if (node.type === 'footnoteDefinition') {
      // It belongs to the part that refers to it, wherever it stands.
      const isOfStory: boolean = ofStory;
      ofStory = false;
      visit(node);
      ofStory = isOfStory;
    } else visit(node);
  }
  return wanted;
}

function listFrontMatter(yaml: string): string[] {
  const { tagline, title, corrections } = parse(yaml, { schema: 'core', logLevel: 'silent' }) ?? {};
  const texts = Array.isArray(corrections) ? corrections.map((correction) => correction?.text) : [];
  return [tagline, title, ...texts].filter((text) => typeof text === 'string');
}

/** The nodes of a title without the marks at its end, which are no words of it. */
function withoutMarks(nodes: readonly Nodes[]): Nodes[] {
  return nodes.map((node) =>
    node.type === 'text' ? { ...node, value: node.value.replace(/(?:\s*\{(?:#[^{}]*|followup)\})+\s*$/, '') } : node,
  );
}
