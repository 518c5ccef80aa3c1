import type { YAMLError } from 'yaml';
import { quote } from './message.ts';

/** What is wrong with a piece of YAML, where its writer slipped: a parser often gives up only lines below. */
export interface Slip {
  /** Offsets in the YAML. */
  start: number;
  end: number;
  reason: string;
  /** Whether whatever the parser says of the text after it is a consequence. */
  isLast: boolean;
}

/**
 * The slip behind an error of the YAML package.
 *
 * @param text the YAML that was read
 */
export function findSlip(error: YAMLError, text: string): Slip {
  const [start, end] = error.pos;
  const found = text.slice(start, end).split('\n', 1)[0] ?? '';
  const here = (reason: string): Slip => ({ start, end, reason, isLast: false });
  const last: Slip = { ...here(unknown(error)), isLast: true };
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return findColon(text, start) ?? findTightDash(text, start) ?? indented(text, nextLine(text, start));
    case 'MULTILINE_IMPLICIT_KEY':
      return findColonless(text, start) ?? last;
    case 'MISSING_CHAR':
      return findUnclosedQuote(error, text) ?? findMissing(text, start) ?? last;
    case 'BAD_INDENT':
      return /^Flow /.test(error.message) ? findUnclosedBracket(text, start) : indented(text, lineStart(text, start));
    case 'BAD_SCALAR_START':
      return here(beginsWith(found.slice(0, 1)));
    case 'UNEXPECTED_TOKEN':
      return findClosing(error, text) ?? findRest(error, text) ?? findBegun(error, text) ?? last;
    case 'TAB_AS_INDENT':
      return here('Unexpected tab before a key, expected spaces');
    case 'MULTIPLE_DOCS':
      return here('Unexpected second document, expected one');
    case 'TAG_RESOLVE_FAILED':
      return here(`Unexpected tag ${quote(found)}, expected plain YAML without tags`);
    case 'BAD_ALIAS':
      return here(`Unexpected alias ${quote(found)}, expected the value in quotes`);
    default:
      return here(unknown(error));
  }
}

function unknown({ message }: YAMLError): string {
  return `Unexpected YAML, expected lines such as \`key: value\` (${message.toLowerCase()})`;
}

function beginsWith(mark: string): string {
  return `Unexpected ${quote(mark)} at the beginning of a value, expected the value in quotes`;
}

/** A colon that makes a key of the first half of a value. */
function findColon(text: string, start: number): Slip | undefined {
  const value = text.slice(start, lineEnd(text, start));
  const at = value.search(/:(?:\s|$)/);
  if (at === -1) return undefined;
  const reason = 'Unexpected `: ` inside a value, expected the whole value in quotes';
  return { start: start + at, end: start + at + 1, reason, isLast: false };
}

/** A line that begins deeper, or less deep, than those that it belongs to. */
function indented(text: string, start: number): Slip {
  const reason = 'Unexpected indentation, expected keys of one level to begin in one column';
  return { ...wordsOf(text, start), reason, isLast: true };
}

/** `-name: value`, where a dash is part of the key. */
function findTightDash(text: string, at: number): Slip | undefined {
  const { start, end } = wordsOf(text, lineStart(text, at));
  if (!/^-[^\s-]/.test(text.slice(start, end))) return undefined;
  return { start, end, reason: 'Unexpected word right after `-`, expected a space between them', isLast: true };
}

/** A line that is neither a key with a value nor a part of one. */
function findColonless(text: string, at: number): Slip | undefined {
  const { start, end } = wordsOf(text, lineStart(text, at));
  const words = text.slice(start, end);
  const [, after] = /^(?:-\s+)*[\w-]+:(.?)/.exec(words) ?? [];
  if (after === '' || after === ' ') return undefined;
  const expected = after === undefined ? 'a line such as `key: value`' : 'a space after `:`';
  return { start, end, reason: `Unexpected ${quote(words)}, expected ${expected}`, isLast: true };
}

/** A quote that goes on to the end of the text, or to the next quote. */
function findUnclosedQuote({ message, pos: [before] }: YAMLError, text: string): Slip | undefined {
  const [, mark] = /^Missing closing (["'])/.exec(message) ?? [];
  if (mark === undefined) return undefined;
  const reason = `Unexpected ${quote(mark)} without an end, expected its closing one`;
  for (let start = lineStart(text, before); start >= 0; start = lineStart(text, start - 1)) {
    const line = text.slice(start, lineEnd(text, start)).trimEnd();
    const [head] = /^\s*(?:-\s+)*(?:[\w-]+:\s+)?(?=["'])/.exec(line) ?? [];
    if (head !== undefined && line[head.length] === mark) {
      return { start: start + head.length, end: start + line.length, reason, isLast: true };
    }
    if (start === 0) break;
  }
  return { start: before, end: before, reason, isLast: true };
}

/** A line without its `:`, or without its `-`. */
function findMissing(text: string, start: number): Slip | undefined {
  const isBeforeLine = text.slice(start, lineEnd(text, start)).startsWith(' ');
  return isBeforeLine ? indented(text, lineStart(text, start)) : findColonless(text, start);
}

function findUnclosedBracket(text: string, before: number): Slip {
  const start = Math.max(text.lastIndexOf('[', before - 1), text.lastIndexOf('{', before - 1), 0);
  const end = start + text.slice(start, lineEnd(text, start)).trimEnd().length;
  const reason = `Unexpected ${quote(text.slice(start, start + 1))} without an end, expected its closing one`;
  return { start, end, reason, isLast: true };
}

function findClosing({ pos: [start, end] }: YAMLError, text: string): Slip | undefined {
  const mark = text.slice(start, end);
  if (mark !== ']' && mark !== '}') return undefined;
  return { start, end, reason: `Unexpected ${quote(mark)} without a beginning, expected none`, isLast: true };
}

/** What stands behind a value that has ended: `'It's late'`, `*so* it goes`. */
function findRest({ message, pos: [start, end] }: YAMLError, text: string): Slip | undefined {
  if (!/^Unexpected scalar at node end/.test(message)) return undefined;
  const from = lineStart(text, start);
  const line = text.slice(from, lineEnd(text, start));
  const [head = ''] = /^\s*(?:-\s+)*(?:[\w-]+:\s+)?/.exec(line) ?? [];
  const mark = line[head.length] ?? '';
  if (/[*&!|>]/.test(mark)) {
    const at = from + head.length;
    return { start: at, end: at + 1, reason: beginsWith(mark), isLast: false };
  }
  // A key that begins before the first one does.
  if (mark !== '"' && mark !== "'") return indented(text, from);
  const other = mark === '"' ? "'" : '"';
  const rest = text.slice(start, end);
  const reason = `Unexpected ${quote(rest)} after a closing ${quote(mark)}, expected the whole value between two ${quote(other)}`;
  return { start, end, reason, isLast: false };
}

/** A first line without a key, which makes one sentence of all the lines after it. */
function findBegun({ message }: YAMLError, text: string): Slip | undefined {
  const first = /^(?![ \t]*(?:#|\n|$)).*/m.exec(text);
  return /^Unexpected scalar token in YAML stream/.test(message) && first
    ? findColonless(text, first.index)
    : undefined;
}

/** Where the words of a line are, without the white space around them. */
function wordsOf(text: string, start: number): { start: number; end: number } {
  const line = text.slice(start, lineEnd(text, start)).trimEnd();
  return { start: start + line.length - line.trimStart().length, end: start + line.length };
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Where the next line with words begins. */
function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  const rest = text.slice(end);
  return lineStart(text, end + rest.length - rest.trimStart().length);
}
