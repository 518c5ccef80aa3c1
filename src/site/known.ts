import { publishedAt, statusOf, type Status } from '../due.ts';
import type { IssueFile } from '../issue/archive.ts';
import type { EntryWithHosts } from '../issue/entry.ts';
import { formatFramedReport } from '../issue/report.ts';
import type { Thread } from '../issue/runs.ts';
import type { Newsletter } from '../newsletter.ts';

/** What is known of an issue's file at an instant: enough for lists. Its texts are kept under the key, in the cache. */
export type KnownIssue =
  | (Known & { status: 'published' })
  | (Known & { status: Exclude<Status, 'published'>; due: string })
  | { status: 'broken'; path: string; report: string };

interface Known {
  path: string;
  key: string;
  entry: EntryWithHosts;
  threads: readonly Thread[];
  /** Whether it shows a picture from another host. */
  hasRemoteImages: boolean;
}

/**
 * What is known of a file at an instant.
 *
 * @param lastDue the last date whose issue is due, from `lastDueDate`
 */
export function toKnown(issue: IssueFile, newsletter: Newsletter, lastDue: string): KnownIssue {
  const { path, key, entry, threads, hasRemoteImages } = issue;
  if (!entry || issue.hasError) return { status: 'broken', path, report: formatFramedReport([issue.file]) };
  const status = statusOf(entry, lastDue);
  if (status === 'published') return { status, path, key, entry, threads, hasRemoteImages };
  return {
    status,
    path,
    key,
    entry,
    threads,
    hasRemoteImages,
    due: publishedAt(entry.date, newsletter).toString({ timeZoneName: 'never' }),
  };
}
