import { publishedAt, statusOf, type Status } from './due.ts';
import type { Entry, IssueFile } from './issue/archive.ts';
import { hasError } from './issue/message.ts';
import { formatFramedReport } from './issue/report.ts';
import type { Thread } from './issue/stories.ts';
import type { Newsletter } from './newsletter.ts';

/** An issue as pages find it: enough for lists. Its texts are kept under the key, in the cache. */
export type StoredIssue =
  | { status: Status; due: string; path: string; key: string; entry: Entry; threads: Thread[] }
  | { status: 'broken'; path: string; report: string };

/** What pages find of a file at an instant. */
export function toStored(
  { file, key, entry, threads }: IssueFile,
  newsletter: Newsletter,
  now: Temporal.Instant,
): StoredIssue {
  if (!entry || hasError(file)) return { status: 'broken', path: file.path, report: formatFramedReport([file]) };
  const due = publishedAt(entry.date, newsletter).toString({ timeZoneName: 'never' });
  return { status: statusOf(entry, newsletter, now), due, path: file.path, key, entry, threads };
}
