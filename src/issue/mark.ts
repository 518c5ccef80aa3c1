import leven from 'leven';
import type { Heading, PhrasingContent } from 'mdast';
import type { VFile } from 'vfile';
import { quote, report } from './message.ts';
import type { Place } from './place.ts';

/** What stands behind the title in an item's heading: `{#name} {followup}`. */
export interface Marks {
  /** The name set by hand. */
  name?: string;
  namePlace?: Place;
  /** Whether the item goes on with a story that ran before. */
  followup: boolean;
  followupPlace?: Place;
}

/** Splits the marks off the end of a heading: in any order, each once, and unless its brace is escaped. */
export function takeMarks(
  { children }: Heading,
  text: string,
  file: VFile,
): { words: PhrasingContent[]; marks: Marks } {
  const marks: Marks = { followup: false };
  const last = children.at(-1);
  const start = last?.position?.start;
  if (last?.type !== 'text' || start?.offset === undefined) return { words: children, marks };
  let source = text.slice(start.offset, last.position?.end.offset);
  let { value } = last;
  for (;;) {
    const [, mark = '', inside = ''] = /(?<!\\)(?:\\\\)*(\{([^{}]*)\})\s*$/.exec(source) ?? [];
    // A character reference in the source is a character of the title, not a mark.
    if (!mark || !value.trimEnd().endsWith(mark)) break;
    const at = source.lastIndexOf(mark);
    const column = start.column + at;
    const place = { start: { line: start.line, column }, end: { line: start.line, column: column + mark.length } };
    if (inside.startsWith('#') && marks.name === undefined) {
      marks.name = inside.slice(1);
      marks.namePlace = place;
    } else if (isNearlyFollowup(inside)) {
      if (inside !== 'followup') report(file, 'item-title', place, `mark ${quote(mark)}`, '`{followup}`');
      else if (marks.followup) report(file, 'item-title', place, `second mark ${quote(mark)}`, 'it once');
      marks.followup = true;
      marks.followupPlace = place;
    } else break;
    source = source.slice(0, at);
    value = value.slice(0, value.lastIndexOf(mark));
  }
  return { words: [...children.slice(0, -1), ...(value.trim() ? [{ ...last, value }] : [])], marks };
}

/** A heading whose words end like a mark, escaped, so that they are not read as one. */
export function escapeMark(heading: string): string {
  return heading.replace(/\{([^{}]*)\}$/, (mark, inside: string) =>
    inside.startsWith('#') || isNearlyFollowup(inside) ? `\\${mark}` : mark,
  );
}

/** Whether what stands in braces is `followup`, or was meant to be: `Follow-up`, `folowup`. */
function isNearlyFollowup(inside: string): boolean {
  return leven(inside.toLowerCase().replace(/[^a-z]/g, ''), 'followup') <= 2;
}
