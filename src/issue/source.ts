import type { VFile } from 'vfile';
import { checkEffort } from './effort.ts';
import { quote, report } from './message.ts';
import { checkNesting } from './nesting.ts';
import { Lines } from './place.ts';
import { checkSize } from './size.ts';

/** A file's text, as every later step sees it. */
export interface Source {
  /** Without a byte order mark, each line ended by a line feed: so lines and columns are an editor's. */
  text: string;
  lines: Lines;
}

/**
 * The text of a file, or nothing where it cannot be judged further: it is no UTF-8, too long, or holds an unfinished merge.
 * Control characters are reported, too, but the rest of such a file can still be read.
 */
export function readSource(file: VFile): Source | undefined {
  const source = readText(file);
  if (!source) return undefined;
  const { text, lines } = source;
  if (!checkSize(text, lines.count, file)) return undefined;

  for (const { 0: found, index } of text.matchAll(new RegExp(controls, 'gu'))) {
    const place = lines.place(index, index + 1);
    report(file, 'file-text', place, `control character ${quote(found)}`, 'none');
  }

  // Between two versions of one text everything looks wrong; none of it is worth a message.
  if (reportConflicts(source, file)) return undefined;
  return checkNesting(source, file) && checkEffort(source, file) ? source : undefined;
}

/** The text of a file of any kind, or nothing where it is no UTF-8. */
export function readText(file: VFile): Source | undefined {
  const decoded = typeof file.value === 'string' ? file.value : decode(file.value);
  if (decoded === undefined || !decoded.isWellFormed()) {
    report(file, 'file-text', undefined, 'bytes that are no UTF-8', 'the file saved as UTF-8');
    return undefined;
  }
  const text = decoded.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  return { text, lines: new Lines(text) };
}

/** Reports the markers of an unfinished merge, and tells whether there are any. */
function reportConflicts({ text, lines }: Source, file: VFile): boolean {
  // Nearly no text has any, and a look for these characters is much faster.
  if (!['<<<<<<<', '>>>>>>>', '|||||||'].some((marker) => text.includes(marker))) return false;
  const markers = [...text.matchAll(/^(?:<{7}|>{7}|\|{7})(?: .*)?$/gm)];
  for (const { 0: found, index } of markers) {
    const place = lines.place(index, index + found.length);
    report(file, 'file-conflict', place, `merge marker ${quote(found)}`, 'one version of the text');
  }
  return markers.length > 0;
}

/** Characters that no text may hold, halves of characters among them. */
export const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\p{Cs}\ufffe\uffff]/u;

function decode(bytes: Uint8Array | undefined): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
