import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { formatFrame, type FramePaint } from './frame.ts';

/** How many errors and warnings some files have. */
export interface Counts {
  errors: number;
  warnings: number;
}

export function countMessages(files: readonly VFile[]): Counts {
  const messages = files.flatMap((file) => file.messages);
  const errors = messages.filter((message) => message.fatal).length;
  return { errors, warnings: messages.length - errors };
}

/**
 * Every message of some files as a person reads it: a file's path, then a line a message with its range, severity, text and
 * rule; an empty line between files. Files without messages are left out; without any, the text is empty.
 */
export function formatReport(files: readonly VFile[]): string {
  return files
    .filter((file) => file.messages.length > 0)
    .map((file) => [file.path, ...formatMessages(inOrder(file.messages)).map((row) => `  ${row}`)].join('\n'))
    .join('\n\n');
}

/** The same with a code frame below each message. */
export function formatFramedReport(files: readonly VFile[], paint?: ReportPaint): string {
  return files
    .filter((file) => file.messages.length > 0)
    .map((file) => [paint?.path(file.path) ?? file.path, ...frameMessages(file, paint)].join('\n\n'))
    .join('\n\n');
}

/** How the parts of a framed report are painted. */
export interface ReportPaint extends FramePaint {
  path: (text: string) => string;
  error: (text: string) => string;
  warning: (text: string) => string;
}

function frameMessages(file: VFile, paint?: ReportPaint): string[] {
  const messages = inOrder(file.messages);
  const rows = formatMessages(messages);
  return messages.map((message, index) => {
    const row = rows[index] ?? '';
    const severity = message.fatal ? 'error' : 'warning';
    const painted = paint ? row.replace(severity, (word) => paint[severity](word)) : row;
    const frame = formatFrame(file, message, paint);
    return [painted, ...(frame ? frame.split('\n') : [])]
      .map((line, at) => (at === 0 ? '  ' : '    ') + line)
      .join('\n');
  });
}

/** `2 errors and 1 warning in 3 files`, for the end of a report. */
export function formatCounts({ errors, warnings }: Counts, files: number): string {
  const counts = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean);
  return `${counts.join(' and ') || 'no problems'} in ${count(files, 'file')}`;
}

/** `1 error`, `2 errors`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** Messages in the order of their file, so that an editor can go through it once. */
export function inOrder(messages: readonly VFileMessage[]): VFileMessage[] {
  return messages.toSorted((a, b) => (a.line ?? 1) - (b.line ?? 1) || (a.column ?? 1) - (b.column ?? 1));
}

function formatMessages(messages: readonly VFileMessage[]): string[] {
  const rows = messages.map((message) => [
    formatRange(message),
    message.fatal ? 'error' : 'warning',
    message.reason,
    message.ruleId ?? '',
  ]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function formatRange({ place }: VFileMessage): string {
  if (!place || !('start' in place)) return '1:1';
  const { start, end } = place;
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}
