import type { IssueCache } from './cache.ts';
import type { Issue } from './schema.ts';

/** An issue that was read before, as others name it: its texts are read when they are needed. */
export interface IssueRef {
  /** The path of its file. */
  path: string;
  /** The key under which its content is kept; another one after each change. */
  key: string;
}

/** Reads issues from the cache. Whoever shows the same issue comes soon after another who does, so few are remembered. */
export function createReader(cache: IssueCache): (issue: IssueRef) => Issue {
  const known = new Map<string, Issue>();
  return ({ path, key }) => {
    const issue = known.get(key) ?? cache.findIssue(path, key);
    if (!issue) throw new Error(`${path} changed since it was read`);
    known.set(key, issue);
    if (known.size > mostRemembered) known.delete(known.keys().next().value ?? '');
    return issue;
  };
}

/** The feeds hold thirty issues, a month's at most thirty-one. */
const mostRemembered = 64;
