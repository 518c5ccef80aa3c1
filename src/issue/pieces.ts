/** A part of a text: its front matter, or one block or several that may hang together. */
export interface Piece {
  text: string;
  /** The line ends that follow it. */
  after: string;
  /** Where it begins in the whole text, which is the beginning of a line. */
  offset: number;
}

/**
 * Cuts Markdown where all blocks end: before a line that has an empty line above it, is not indented and begins no item of
 * a list. Only what goes on to a mark of its end reaches over such a cut: code between fences, comments and some HTML.
 *
 * @returns front matter as the first piece; nothing for a text whose front matter or characters only a parser can tell
 */
export function cutPieces(text: string): Piece[] | undefined {
  const front = findFrontEnd(text);
  if (front === undefined || /[\r\0\uFEFF]/.test(text)) return undefined;
  const pieces: Piece[] = [];
  for (let start = 0, end = front; start < text.length; end = findEnd(text, start)) {
    const next = skipLineEnds(text, end);
    if (next > start) pieces.push({ text: text.slice(start, end), after: text.slice(end, next), offset: start });
    start = next;
  }
  return pieces;
}

/** Where front matter ends, which is at the beginning where there is none. */
function findFrontEnd(text: string): number | undefined {
  if (!text.startsWith('---')) return 0;
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 3) : -1;
  // Front matter also ends with a line that has spaces behind its hyphens.
  return end === -1 || /^---[ \t]+$/m.test(text.slice(0, end)) ? undefined : end + '\n---'.length;
}

/** The beginning of a line that may go on with what stands above an empty line. */
const goesOn = /\s|[-+]|\*[\s*]|\d+[.)]/y;

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
