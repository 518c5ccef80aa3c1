import { findFolders } from '../issue/files.ts';
import { indexYears, type SearchYear } from '../search/year.ts';
import { openContent } from './_content.ts';

let indexed: Promise<SearchYear[]> | undefined;

/** The search of the newsletter: made once for a whole build, and in a preview again where an issue changed. */
export function openSearch(): Promise<SearchYear[]> {
  // One after the other: two at once would both index what is missing.
  const next = (indexed ?? Promise.resolve()).then((years) => (years && import.meta.env.PROD ? years : index()));
  indexed = next;
  return next;
}

async function index(): Promise<SearchYear[]> {
  const { newsletter, issues, readIssue } = await openContent();
  const findable = issues.map((issue) => ({
    date: issue.entry.date,
    key: issue.key,
    read: () => readIssue(issue),
  }));
  return indexYears(findable, newsletter.language, findFolders(import.meta.env.DATELINE_ROOT, process.env));
}
