import type { VFile } from 'vfile';
import { report } from './message.ts';
import { group } from './size.ts';
import type { Source } from './source.ts';

/**
 * How much work the marks of a file may make. A parser goes through the paragraph once more for many a mark in it, so
 * that each counts as much as its paragraph has characters.
 */
const mostWork = 25_000_000;

/** How many marks a whole file may have, wherever they stand: each may become a node. A day of thirty stories has hundreds. */
const mostMarks = 12_000;

/**
 * Reports text so full of marks that reading it would take minutes; it is not read further.
 *
 * @returns whether the text can be parsed
 */
export function checkEffort(source: Source, file: VFile): boolean {
  return checkParagraphs(source, file) && checkMarks(source, file);
}

function checkMarks({ text }: Source, file: VFile): boolean {
  // No shorter one takes a parser long.
  if (text.length <= mostMarks) return true;
  const marks = count(text, mark);
  // A link or an address takes several times as long as a star.
  if (marks + count(text, /\[/g) + 2 * count(text, /@|www\.|:\/\//gi) <= mostMarks) return true;
  report(file, 'text-marks', undefined, `${group(marks)} marks such as \`*\` and \`[\` in one file`, 'fewer');
  return false;
}

function checkParagraphs({ text, lines }: Source, file: VFile): boolean {
  const paragraphs = [...paragraphsOf(text)];
  // Of most files no mark needs to be counted: paragraphs of nothing else would not be too much.
  if (paragraphs.reduce((sum, { start, end }) => sum + 2 * (end - start) ** 2, 0) <= mostWork) return true;
  let work = 0;
  for (const { start, end } of paragraphs) {
    const paragraph = text.slice(start, end);
    const marks = count(paragraph, mark);
    // Each word after a bracket may be the beginning of a link inside another one.
    const words = paragraph.includes('[') ? count(paragraph, /\b\w/g) : 0;
    work += (marks + words / 6) * paragraph.length;
    if (work <= mostWork) continue;
    const many =
      marks > words / 6 ? `${group(marks)} marks such as \`*\` and \`[\`` : `${group(words)} words and a \`[\``;
    const found = `${many} without an empty line between them`;
    report(file, 'text-marks', lines.place(start, end), found, 'fewer');
    return false;
  }
  return true;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** What may begin or end something inside a line, and punctuation in a row, which may end a link or be a part of it. */
const mark = /[!&*<@[\\\]_`{|~]|www\.|(?<=["'),.:;>?}])["'),.:;>?}]/gi;

/**
 * What a parser of Markdown reads together: at most the lines up to an empty one or an item of a list. Other white space
 * than spaces and tabs is text to it.
 */
function* paragraphsOf(text: string): Generator<{ start: number; end: number }> {
  let start = 0;
  for (const { 0: gap, index } of text.matchAll(/\n(?:(?:[ \t]*\n)+| {0,3}[-+*] (?=\S))/g)) {
    yield { start, end: index };
    start = index + gap.length;
  }
  yield { start, end: text.trimEnd().length };
}
