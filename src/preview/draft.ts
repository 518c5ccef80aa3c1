import type { KnownIssue } from '../site/known.ts';

/** The date of the issue that an editor is at work on: the newest draft, or file that needs a fix; else the newest issue. */
export function findNewestDraft(issues: Iterable<KnownIssue>): string | undefined {
  const dates = [...issues].flatMap(({ path, status }) => {
    const date = /(\d{4}-\d{2}-\d{2})\.md$/.exec(path)?.[1];
    return date === undefined ? [] : [{ date, isOpen: status === 'draft' || status === 'broken' }];
  });
  const sorted = dates.sort((a, b) => (a.date < b.date ? -1 : 1));
  return (sorted.findLast(({ isOpen }) => isOpen) ?? sorted.at(-1))?.date;
}
