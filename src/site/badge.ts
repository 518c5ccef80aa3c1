import type { ReadableIssue } from './edition.ts';

/** What a preview says of an issue that no reader can see yet. */
export function badgeOf(issue: ReadableIssue, now: Temporal.Instant): string | undefined {
  if (issue.status === 'published') return undefined;
  if (issue.status === 'scheduled') return `Due ${issue.due}`;
  const isAhead = Temporal.Instant.compare(Temporal.Instant.from(issue.due), now) > 0;
  return isAhead ? `Draft, due ${issue.due}` : 'Draft';
}
