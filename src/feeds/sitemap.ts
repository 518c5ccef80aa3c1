import { archivePath, homePath, issuePath, monthPath, yearPath } from '../urls.ts';
import type { ArchiveData } from './archive.ts';

/**
 * Tells when the page at a path was changed last, where the issues tell it: an issue's page, and those that list issues by
 * date. The latest change on such a list is the page's own.
 *
 * @returns an instant in the form of RFC 3339
 */
export function createChanges({ issues }: Pick<ArchiveData, 'issues'>): (path: string) => string | undefined {
  const changes = new Map<string, string>();
  for (const { date, updated } of issues) {
    const pages = [issuePath(date), monthPath(date.slice(0, 7)), yearPath(date.slice(0, 4)), homePath, archivePath];
    for (const path of pages) {
      const known = changes.get(path);
      if (known === undefined || Temporal.Instant.compare(updated, known) > 0) changes.set(path, updated);
    }
  }
  return (path) => changes.get(path);
}
