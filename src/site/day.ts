import { findNearestRuns, stampRuns } from '../thread.ts';
import { countInSection } from './audit.ts';
import { badgeOf } from './badge.ts';
import { createHostFinder, createPictureFinder, toRef, type Edition, type ReadableIssue } from './edition.ts';
import type { DayProps, EntryCount, EntryLine } from './template.ts';

/** What is told of issues to those who list the files that show them. */
export interface Days {
  /** What the page of an issue is made from, whatever stands around it. */
  propsOf: (issue: ReadableIssue) => DayProps;
  /** What decides that, but for the hosts with a page. */
  stampOf: (issue: ReadableIssue) => unknown[];
  /** The hosts of an issue that have a page. */
  hostsOf: (issue: ReadableIssue) => string[];
  /** Those of some issues, in the order of the alphabet. */
  hostsOfAll: (issues: readonly ReadableIssue[]) => string[];
  /** The key of an issue of the edition, by its number. */
  keyAt: (number: number) => string | undefined;
}

export function createDays(edition: Edition, now: Temporal.Instant): Days {
  const { issues, keys } = edition;
  const hostsOf = createHostFinder(edition);
  const picturesOf = createPictureFinder(edition);
  return {
    propsOf: (issue) => {
      const badge = badgeOf(issue, now);
      return {
        issue: toRef(issue),
        threads: findNearestRuns(issue.threads, keys),
        hosts: hostsOf(issue),
        ...(badge !== undefined && { badge }),
      };
    },
    stampOf: (issue) => [issue.key, stampRuns(issue.threads, keys), badgeOf(issue, now), picturesOf(issue.entry)],
    hostsOf,
    hostsOfAll: (issues) => [...new Set(issues.flatMap(hostsOf))].sort(),
    keyAt: (number) => issues[number]?.key,
  };
}

/** An issue as other pages name it. */
export function toLine({ entry: { date, tagline, title } }: ReadableIssue): EntryLine {
  return { date, tagline, ...(title !== undefined && { title }) };
}

/** An issue as the data of lists names it. */
export function toCount(issue: ReadableIssue): EntryCount {
  const { changed, aliases } = issue.entry;
  return {
    ...toLine(issue),
    items: countInSection([issue]),
    ...(changed !== undefined && { changed }),
    ...(aliases !== undefined && { aliases }),
  };
}
