/** A part of a text that can be read by itself: one block, or several that hang together. */
export interface Piece {
  text: string;
  /** The line ends that follow it. */
  after: string;
  /** Where it begins in the whole text, which is the beginning of a line. */
  offset: number;
}

/**
 * Cuts Markdown into pieces that mean the same alone as they do together, so that each can be read in its cheapest way.
 *
 * A line that has an empty line above it, is not indented and begins no item of a list, ends every block above it, but for
 * those that go on to a mark of their end: code between fences, comments and some HTML. And every block stands for itself,
 * but for definitions, which decide on references anywhere. A text that may hold one of these is not cut.
 *
 * @returns front matter as the first piece; nothing where the text cannot be cut
 */
export function cutPieces(text: string): Piece[] | undefined {
  const front = findFrontEnd(text);
  if (front === undefined || reaching.test(text)) return undefined;
  const pieces: Piece[] = [];
  let start = skipLineEnds(text, front);
  if (front > 0) pieces.push({ text: text.slice(0, front), after: text.slice(front, start), offset: 0 });
  // Alone, it would be front matter.
  if (text.startsWith('---', start)) return undefined;
  while (start < text.length) {
    const end = findEnd(text, start);
    const next = skipLineEnds(text, end);
    pieces.push({ text: text.slice(start, end), after: text.slice(end, next), offset: start });
    start = next;
  }
  return pieces;
}

/** What may reach over empty lines: fences, HTML and definitions; and what a parser replaces or takes for a line end. */
const reaching = /`{3}|~{3}|<[!?]|<(?:pre|script|style|textarea)|\]:|[\r\0\uFEFF]/i;

/** The beginning of a line that may go on with what stands above an empty line. */
const goesOn = /\s|[-+]|\*[\s*]|\d+[.)]/y;

/** Where front matter ends, which is at the beginning where there is none. */
function findFrontEnd(text: string): number | undefined {
  if (!text.startsWith('---')) return 0;
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 3) : -1;
  // Front matter also ends with a line that has spaces behind its hyphens.
  return end === -1 || /^---[ \t]+$/m.test(text.slice(0, end)) ? undefined : end + '\n---'.length;
}

function findEnd(text: string, start: number): number {
  let next = start;
  for (;;) {
    const end = text.indexOf('\n\n', next);
    if (end === -1) return text.endsWith('\n') ? text.length - 1 : text.length;
    next = skipLineEnds(text, end);
    goesOn.lastIndex = next;
    if (!goesOn.test(text)) return end;
  }
}

function skipLineEnds(text: string, start: number): number {
  let at = start;
  while (text[at] === '\n') at++;
  return at;
}
