import type { VFile } from 'vfile';
import { report } from './message.ts';
import { countOccurrences } from './occurrences.ts';
import type { Source } from './source.ts';

/** How deep quotes, lists, emphasis and brackets may stand in one another: far more than anybody writes. */
const deepest = 100;

/** How many quotes and lists the lines of a file may open or go on with, all together. */
const mostMarkers = 10_000;

/**
 * Reports text that is nested deeper than a parser can follow in reasonable time, or at all; it is not read further.
 *
 * @returns whether the text can be parsed
 */
export function checkNesting({ text, lines }: Source, file: VFile): boolean {
  if (isShallow(text)) return true;
  const depth = { bracket: 0, emphasis: 0 };
  let markers = 0;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    // White space other than this is text to a parser of Markdown.
    if (/^[ \t]*$/.test(line)) Object.assign(depth, { bracket: 0, emphasis: 0 });
    const levels = { 'quotes and lists': countMarkers(line), ...measure(line, depth) };
    const tooDeep = Object.entries(levels).find(([, level]) => level > deepest);
    markers += levels['quotes and lists'];
    if (!tooDeep && markers <= mostMarkers) continue;
    const [kind, level] = tooDeep ?? ['quotes and lists all together', markers];
    report(
      file,
      'text-nesting',
      lines.place(index, index + line.length),
      `${level} levels of ${kind}`,
      `at most ${tooDeep ? deepest : mostMarkers}`,
    );
    return false;
  }
  return true;
}

/** Whether a text has so few marks that nothing in it can be nested too deep, as every issue but a strange one. */
function isShallow(text: string): boolean {
  // To look for each mark by itself takes a sixth of the time that it takes to look at each character.
  const isFree = countMarks(text) <= deepest;
  let inBlock = 0;
  let markers = 0;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end === start) inBlock = 0;
    else if (mayOpen.test(text.charAt(start))) markers += countMarkers(text.slice(start, end));
    if (!isFree) inBlock += countMarks(text.slice(start, end));
    if (inBlock > deepest || markers > deepest) return false;
    start = end + 1;
  }
  return true;
}

/** What a line begins with that has a marker of a quote or of a list before its first word. */
const mayOpen = /[ \t>+*?\d-]/;

/** Opening brackets, and marks of emphasis. */
const nestingMarks = ['*', '[', '_', '{', '~'];

function countMarks(text: string): number {
  return nestingMarks.reduce((sum, mark) => sum + countOccurrences(text, mark), 0);
}

/** The markers of quotes and lists before a line's first word, with those that its indentation stands for. */
function countMarkers(line: string): number {
  const [start = ''] = /^(?:[ \t]*(?:>|[-+*?](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/.exec(line) ?? [];
  const isItem = /[-+*?.)][ \t]*$/.test(start);
  const markers = start.match(/[>+*?.)-]/g)?.length ?? 0;
  return isItem ? markers + Math.floor((start.match(/[ \t]/g)?.length ?? 0) / 2) : markers;
}

/** How deep a line goes, from where the lines before it in its block left off. */
function measure(line: string, depth: { bracket: number; emphasis: number }): { brackets: number; emphasis: number } {
  let brackets = 0;
  let emphasis = 0;
  for (const { 0: mark, index } of line.matchAll(bracketOrMark)) {
    if (mark === '[' || mark === '{') brackets = Math.max(brackets, ++depth.bracket);
    else if (mark === ']' || mark === '}') depth.bracket = Math.max(0, depth.bracket - 1);
    else {
      const levels = countLevels(mark);
      const isBeforeText = /\S/.test(line[index + mark.length] ?? ' ');
      const isAfterWord = /\w/.test(line[index - 1] ?? ' ');
      // Inside a word, all but `_` may open or close.
      const isOpen = isBeforeText && (!isAfterWord || (depth.emphasis === 0 && !mark.startsWith('_')));
      depth.emphasis = Math.max(0, depth.emphasis + (isOpen ? levels : -levels));
      emphasis = Math.max(emphasis, depth.emphasis);
    }
  }
  return { brackets, emphasis };
}

/** How many levels marks in a row may open or close: two of the same kind are one that is strong. */
function countLevels(marks: string): number {
  return (marks.match(/(.)\1?/g) ?? []).length;
}

/** A bracket, or marks of emphasis that are not escaped; in front matter brackets cannot be. */
const bracketOrMark = /[[{\]}]|(?<!(?<!\\)(?:\\\\)*\\)[*_~]+/g;
