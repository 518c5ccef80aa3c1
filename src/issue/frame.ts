import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';

/** How the parts of a code frame are painted. */
export interface FramePaint {
  gutter: (text: string) => string;
  caret: (text: string) => string;
}

/**
 * The lines of a file around a message, with up to two lines of context on each side, and carets below what it is about:
 *
 *     13 |
 *     14 | ### [Title](exmaple/post)
 *        |     ^^^^^^^^^^^^^^^^^^^^^
 *     15 |
 *
 * A summary is one long line: of a line longer than 100 characters, the part around the carets is shown.
 *
 * @returns an empty text where the file has none
 */
export function formatFrame(file: VFile, { place }: VFileMessage, { gutter, caret }: FramePaint = plain): string {
  if (!place || !('start' in place) || file.value.length === 0) return '';
  const lines = String(file.value)
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/);
  const { start, end } = place;
  const last = Math.min(lines.length, start.line + 2);
  const width = String(last).length;
  const marked = lines[start.line - 1] ?? '';
  const window = findWindow(marked.length, start.column - 1);
  const rows: string[] = [];
  for (let line = Math.max(1, start.line - 2); line <= last; line++) {
    const shown = show(cut(lines[line - 1] ?? '', window));
    rows.push(`${gutter(`${String(line).padStart(width)} |`)} ${shown}`.trimEnd());
    if (line !== start.line) continue;
    const until = end.line === start.line ? end.column - 1 : marked.length;
    const before =
      window.from > 0 ? `…${marked.slice(window.from + 1, start.column - 1)}` : marked.slice(0, start.column - 1);
    const found = marked.slice(start.column - 1, Math.min(until, window.to));
    const carets = '^'.repeat(Math.max(1, columns(show(found))));
    rows.push(`${gutter(`${' '.repeat(width)} |`)} ${' '.repeat(columns(show(before)))}${caret(carets)}`);
  }
  return rows.join('\n');
}

const plain: FramePaint = { gutter: (text) => text, caret: (text) => text };

interface Window {
  from: number;
  to: number;
}

/** The part of each line that is shown: its beginning, unless the carets would be beyond it. */
function findWindow(length: number, at: number): Window {
  const from = at < 80 || length <= 100 ? 0 : at - 30;
  return { from, to: from + 100 };
}

function cut(line: string, { from, to }: Window): string {
  const part = line.slice(from, to);
  const begun = from > 0 && part !== '' ? `…${part.slice(1)}` : part;
  return line.length > to ? `${begun}…` : begun;
}

/** A line as a terminal can show it: tabs as two spaces, control characters and halves of characters as a mark. */
function show(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\t', '  ')
    .replace(/\p{Cc}/gu, '\ufffd');
}

/** How many columns of a terminal a text takes: two for a character of East Asian scripts, and for an emoji. */
function columns(text: string): number {
  const segments = [...new Intl.Segmenter('en').segment(text)];
  return segments.reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0);
}

const wide = /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;
