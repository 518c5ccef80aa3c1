import { openCache } from '../issue/cache.ts';
import type { Folders } from '../issue/files.ts';
import type { Issue } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';
import type { IssueRef } from '../site/template.ts';

/** Reads issues from the cache. Files that show the same issue are printed one after the other, so few are remembered. */
export function createReader(folders: Folders, newsletter: Newsletter): (issue: IssueRef) => Issue {
  const cache = openCache(folders, newsletter);
  const known = new Map<string, Issue>();
  return ({ path, key }) => {
    const issue = known.get(key) ?? cache.findIssue(path, key);
    if (!issue) throw new Error(`${path} changed while it was being built`);
    known.set(key, issue);
    if (known.size > mostRemembered) known.delete(known.keys().next().value ?? '');
    return issue;
  };
}

/** The feeds hold thirty issues, a month's at most thirty-one. */
const mostRemembered = 64;
