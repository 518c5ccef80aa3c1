import { isDeepStrictEqual } from 'node:util';
import { VFile } from 'vfile';
import { formatTree, removeTracking } from './canonical.ts';
import { findYamlComments } from './front.ts';
import { withoutTracking } from './link.ts';
import { isComment, parseMarkdown, walk } from './markdown.ts';
import { blankBefore, parseIssue, type IssueSettings } from './parse.ts';
import { repairText } from './repair.ts';
import type { Issue } from './schema.ts';
import { readSource } from './source.ts';

/** What can be done for a file: its mended text, or why it is left as it is. */
export type Fix = { text: string } | { left: 'error' | 'doubt' };

/**
 * Rewrites the file of an issue where that is certain: errors with one cure, tracking parameters, canonical Markdown.
 * No word is lost, the editor's comments included: a text that would not give the same issue with the same comments is
 * not written.
 *
 * @param file its messages do not matter and do not change
 */
export function fixIssue(file: VFile, newsletter: IssueSettings): Fix {
  const source = readSource(new VFile({ value: file.value }));
  if (!source) return { left: 'error' };
  const sections = newsletter.sections.map(({ name }) => name);
  const trimmed = source.text.replace(blankBefore, '');
  const repaired = repairText(trimmed, parseMarkdown(trimmed), file.stem ?? '', sections);
  const { issue, messages } = parse(repaired);
  if (!issue) return { left: 'error' };

  // What looks as if it were meant otherwise would be written as if it were not.
  if (messages.some(({ ruleId }) => /^(?:heading-space|text-comment|text-code)$/.test(ruleId ?? ''))) {
    return { left: 'doubt' };
  }
  const canonical = formatTree(parseMarkdown(repaired), issue);
  if (!isDeepStrictEqual(read(canonical), issue) || !hasSameComments(canonical, repaired)) return { left: 'doubt' };

  // Only now, so that the comparison above is exact.
  const tree = parseMarkdown(canonical);
  removeTracking(tree);
  const text = formatTree(tree, mapLinks(issue, withoutTracking));
  const clean = read(text);
  if (!clean) return { left: 'doubt' };
  const isStable = formatTree(parseMarkdown(text), clean) === text && hasSameComments(text, canonical);
  return isStable ? { text } : { left: 'doubt' };

  function read(value: string): Issue | undefined {
    return parse(value).issue;
  }

  function parse(value: string) {
    const parsed = new VFile({ path: file.path, value });
    return { ...parseIssue(parsed, newsletter), messages: parsed.messages };
  }
}

/** The same issue with its items' links changed. */
function mapLinks(issue: Issue, change: (link: string) => string): Issue {
  const sections = issue.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, ...(item.link !== undefined && { link: change(item.link) }) })),
  }));
  return { ...issue, sections };
}

function hasSameComments(a: string, b: string): boolean {
  return isDeepStrictEqual(findComments(a), findComments(b));
}

/** Every comment of a file, without the white space that a writer may change at the beginnings of its lines. */
function findComments(text: string): string[] {
  const comments: string[] = [];
  walk(parseMarkdown(text), (node) => {
    if (node.type === 'yaml') comments.push(...findYamlComments(node.value));
    if (isComment(node) && 'value' in node) comments.push(node.value.replace(/\s+/g, ' ').trim());
  });
  return comments;
}
