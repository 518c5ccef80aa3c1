import { toString } from 'mdast-util-to-string';
import type { Heading, Root } from 'mdast';
import { isMap, isScalar, parseDocument } from 'yaml';
import { isCalendarDate } from './date.ts';
import { frontMatterSchema } from './schema.ts';

/** A piece of a text, by offsets, and what should stand there. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * The text of an issue with every error mended that has one certain cure: a section's or a key's name in another case,
 * and a missing `date`, which is in the file's name.
 *
 * @param tree the text as Markdown
 * @param stem the file's name without `.md`
 */
export function repairText(text: string, tree: Root, stem: string, sections: readonly string[]): string {
  const headings = tree.children.filter((node) => node.type === 'heading');
  const edits = [...headings.flatMap((heading) => renameSection(heading, sections)), ...repairKeys(text, tree, stem)];
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((repaired, { start, end, text: piece }) => repaired.slice(0, start) + piece + repaired.slice(end), text);
}

function renameSection({ depth, children }: Heading, sections: readonly string[]): Edit[] {
  const start = children[0]?.position?.start.offset;
  const end = children.at(-1)?.position?.end.offset;
  if (depth !== 2 || start === undefined || end === undefined) return [];
  if (!children.every((node) => node.type === 'text')) return [];
  const name = findFolded(toString(children), sections);
  return name === undefined ? [] : [{ start, end, text: name }];
}

function repairKeys(text: string, tree: Root, stem: string): Edit[] {
  const [node] = tree.children;
  if (node?.type !== 'yaml') return [];
  const offset = text.indexOf('\n') + 1;
  const { contents, errors } = parseDocument(node.value, { schema: 'core', uniqueKeys: false, logLevel: 'silent' });
  if (errors.length > 0 || !isMap(contents)) return [];
  const known = Object.keys(frontMatterSchema.shape);
  const names = contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  const edits: Edit[] = contents.items.flatMap(({ key }, index) => {
    const name = findFolded(names[index] ?? '', known);
    if (name === undefined || names.includes(name) || !isScalar(key) || !key.range) return [];
    names[index] = name;
    return [{ start: offset + key.range[0], end: offset + key.range[1], text: name }];
  });
  const hasDate = names.includes('date') || !isCalendarDate(stem);
  return hasDate ? edits : [...edits, { start: offset, end: offset, text: `date: ${stem}\n` }];
}

/** The one known name that a text is but for case, spaces and hyphens; nothing where it is a known name already. */
function findFolded(text: string, known: readonly string[]): string | undefined {
  if (known.includes(text)) return undefined;
  const fold = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
  const [match, ...more] = known.filter((name) => fold(name) === fold(text));
  return more.length === 0 ? match : undefined;
}
