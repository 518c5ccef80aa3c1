import type { VFile } from 'vfile';
import { inOrder } from '../issue/report.ts';

/** A message as the preview's panel shows it. */
export interface Note {
  file: string;
  line: number;
  column: number;
  severity: 'error' | 'warning';
  text: string;
  rule: string;
}

/** The messages for a page: an issue's own, or on any other page those of all files, the newest issues first. */
export function listNotes(files: readonly VFile[], path: string): Note[] {
  const date = /\/(\d{4})\/(\d{2})\/(\d{2})\/$/.exec(path)?.slice(1).join('-');
  return files
    .filter((file) => file.messages.length > 0 && (date === undefined || file.basename === `${date}.md`))
    .sort((a, b) => ((a.basename ?? '') < (b.basename ?? '') ? 1 : -1))
    .flatMap((file) =>
      inOrder(file.messages).map(({ line, column, fatal, reason, ruleId }) => ({
        file: file.path,
        line: line ?? 1,
        column: column ?? 1,
        severity: fatal ? ('error' as const) : ('warning' as const),
        text: reason,
        rule: ruleId ?? '',
      })),
    );
}
