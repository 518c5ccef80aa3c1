import type { Yaml } from 'mdast';
import { VFile } from 'vfile';
import { isMap, isScalar, parseDocument } from 'yaml';
import { parseMarkdown } from '../issue/markdown.ts';
import { checkNesting } from '../issue/nesting.ts';
import { Lines } from '../issue/place.ts';
import { arrange, type ImportedIssue, type ImportSettings } from './arrange.ts';
import { findDate } from './date.ts';
import { measureDepth, readHtml } from './html.ts';
import { readTree } from './markdown.ts';
import { readPlain } from './plain.ts';
import { sourceOfPiece } from './words.ts';

/** How a text is written. */
export type Form = 'html' | 'markdown' | 'plain';

/** Tells how a text is written, from its file's name where that says so, else from the text. */
export function findForm(text: string, name = ''): Form {
  if (/\.html?$/i.test(name) || /^\s*(?:<!doctype html|<\?xml|<[a-z][a-z0-9]*[\s>])/i.test(text)) return 'html';
  if (/\.(?:md|markdown)$/i.test(name)) return 'markdown';
  return /^---\n|^#{1,6} \S|\]\((?:https?|mailto):|^\[[^\]]+\]: /m.test(text) ? 'markdown' : 'plain';
}

/** Whether a text is nested no deeper than it can be read in reasonable time, or at all. */
export function isReadable(text: string, form: Form): boolean {
  if (form === 'html') return measureDepth(text) <= deepest;
  return form === 'plain' || checkNesting({ text, lines: new Lines(text) }, new VFile());
}

/** How deep elements may stand in one another: far more than the tables of any mail. */
const deepest = 500;

/** The issue that a text holds, and every line that has no place in one. */
export function readImport(text: string, form: Form, settings: ImportSettings): ImportedIssue {
  if (form === 'plain') return arrange(readPlain(text), settings);
  if (form === 'markdown') {
    const tree = parseMarkdown(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
    const [front] = tree.children;
    const issue = arrange(readTree(tree), settings);
    return front?.type === 'yaml' ? withFrontMatter(issue, front, settings) : issue;
  }
  const { main, around, title } = readHtml(text);
  const read = arrange(readTree(main), settings);
  const issue = { ...read, strays: [...read.strays, ...readTree(around).map(sourceOfPiece)] };
  if (title === '') return issue;
  const date = findDate(title, settings.language)?.date;
  return {
    ...issue,
    ...(issue.date === undefined && date !== undefined && { date }),
    strays: [...(issue.title === title ? [] : [title]), ...issue.strays],
  };
}

/** Another newsletter's front matter: its date and words where ours have a key for them, else as strays. */
function withFrontMatter(issue: ImportedIssue, { value }: Yaml, { language }: ImportSettings): ImportedIssue {
  const { contents, errors } = parseDocument(value, { schema: 'core', uniqueKeys: false, logLevel: 'silent' });
  if (!isMap(contents) || errors.length > 0) return { ...issue, strays: [...value.split('\n'), ...issue.strays] };
  const read: Pick<ImportedIssue, 'date' | 'tagline' | 'title'> = {};
  const strays: string[] = [];
  for (const { key, value: node } of contents.items) {
    const name = isScalar(key) ? String(key.value).toLowerCase() : '';
    const text = isScalar(node) && node.value !== null ? String(node.value).trim() : '';
    const date = name === 'date' && read.date === undefined ? findDate(text, language)?.date : undefined;
    if (date !== undefined) read.date = date;
    else if (taglines.has(name) && text && read.tagline === undefined) read.tagline = text;
    else if (name === 'title' && text && read.title === undefined) read.title = text;
    else strays.push(`${isScalar(key) ? String(key.value) : String(key)}: ${String(node ?? '').trim()}`);
  }
  // What the text says a second time is still somebody's words.
  const twice = (['tagline', 'title'] as const).flatMap((key) => {
    const other = issue[key];
    return read[key] !== undefined && other !== undefined && other !== read[key] ? [other] : [];
  });
  return { ...issue, ...read, strays: [...strays, ...twice, ...issue.strays] };
}

const taglines = new Set(['tagline', 'description', 'subtitle', 'summary', 'excerpt']);
