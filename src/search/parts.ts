import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digest } from '../issue/digest.ts';
import type { Folders } from '../issue/files.ts';
import type { Entry } from '../issue/entry.ts';
import type { Issue } from '../issue/schema.ts';
import { dropUnused, keepFolder, openKept, type KeptFile } from '../kept.ts';
import { listRecords, type SearchRecord } from './record.ts';
import { encodeCounts, nameSum, wordsFile } from './sums.ts';
import { countWords, sumWords } from './words.ts';

/** A part of the search: the stories of a year that is over, or of a month of the newest year. */
export interface SearchPart {
  /** `2025`, or `2026-03`. */
  name: string;
  /** Where its files are, below the cache. The folder's name changes with everything in them. */
  folder: string;
  /** The files below the folder. */
  files: KeptFile[];
}

/** An issue to be found: its key decides whether its part is indexed anew. */
export interface Findable extends IssueRef {
  entry: Pick<Entry, 'date'>;
}

/** How the search finds an issue again that it must index. */
interface IssueRef {
  path: string;
  /** Changes with everything that is in the issue. */
  key: string;
}

/**
 * The names of the parts that the issues of some dates are in, newest first. Of the newest year each month is a part, so
 * that a day costs the index of a month; a year that is over is one, so that a reader's search asks for few files.
 */
export function listParts(dates: Iterable<string>): string[] {
  const newestYear = [...dates].reduce((newest, date) => (date > newest ? date : newest), '').slice(0, 4);
  return [...new Set(Array.from(dates, (date) => partOf(date, newestYear)))].sort().reverse();
}

function partOf(date: string, newestYear: string): string {
  return date.startsWith(newestYear) ? date.slice(0, 7) : date.slice(0, 4);
}

/**
 * The search of some issues in its parts, newest first. A part of which nothing changed is taken from the cache.
 *
 * @param language of the issues, as a tag of BCP 47
 * @param onSent is called each time that Pagefind, a program of its own, has a part to work on
 */
export async function indexParts(
  issues: readonly Findable[],
  language: string,
  readIssue: (issue: IssueRef) => Issue,
  folders: Folders,
  onSent?: () => void,
): Promise<SearchPart[]> {
  const names = listParts(issues.map(({ entry }) => entry.date));
  const newestYear = names[0]?.slice(0, 4) ?? '';
  const byPart = Map.groupBy(issues, ({ entry }) => partOf(entry.date, newestYear));
  const home = path.join(folders.cache, 'search');
  const base = digest(language, ...ownFiles(folders.root).map((file) => readFileSync(file)));
  let started = false;
  const parts: SearchPart[] = [];
  for (const name of names) {
    const ofPart = byPart.get(name) ?? [];
    const folder = path.join(home, `${name}-${digest(base, ...ofPart.map(({ key }) => key))}`);
    let files = openKept(folder);
    if (!files) {
      started = true;
      const records = ofPart.flatMap((issue) => listRecords(readIssue(issue), language));
      await keepFolder(folder, async (empty) => {
        writeFiles(empty, {
          ...(await indexRecords(records, language, onSent)),
          [wordsFile]: encodeCounts(sumWords([countWords(records)])),
        });
      });
      files = openKept(folder) ?? [];
    }
    parts.push({ name, folder, files });
  }
  // Pagefind runs beside Node; left alone it would keep the build from ending.
  if (started) await (await loadPagefind()).close();
  const used = parts.map(({ folder }) => folder);
  dropUnused(home, new Set([...used, nameSum(used.slice(1), folders)].map((place) => path.basename(place))), 1);
  return parts;
}

/** The stories of one part as Pagefind's files. */
async function indexRecords(
  records: readonly SearchRecord[],
  language: string,
  onSent?: () => void,
): Promise<Record<string, Uint8Array>> {
  const { createIndex } = await loadPagefind();
  const { index, errors } = await createIndex({ forceLanguage: language.toLowerCase(), maxFragments: fragmentsInPart });
  if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
  // All at once: Pagefind takes them in this order, and nobody waits for each answer.
  const added = records.map(({ url, content, meta, filters, sort }) =>
    index.addCustomRecord({
      url,
      content,
      language: language.toLowerCase(),
      meta: { ...meta },
      filters: { ...filters },
      sort,
    }),
  );
  onSent?.();
  for (const [at, answer] of (await Promise.all(added)).entries()) {
    if (answer.errors.length === 0) continue;
    throw new Error(`${records[at]?.url} cannot be indexed: ${answer.errors.join('; ')}`);
  }
  const { files, errors: problems } = await index.getFiles();
  if (problems.length > 0) throw new Error(`The search index cannot be made: ${problems.join('; ')}`);
  await index.deleteIndex();
  return Object.fromEntries(
    files.filter(({ path: name }) => isNeeded(name)).map(({ path: name, content }) => [name, content]),
  );
}

/** Loaded where there is something to index: most builds by far are of what is known. */
async function loadPagefind() {
  return import('pagefind');
}

/** Stories share files, or a newsletter of twenty years would have tens of thousands of them. */
const fragmentsInPart = 50;

/** Pagefind's own interface and its highlighter are not used. */
function isNeeded(name: string): boolean {
  return !/^pagefind-(?!entry|worker)/.test(name);
}

function writeFiles(folder: string, files: Record<string, Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

/** What decides how a part is indexed, beside its issues. */
function ownFiles(root: string): string[] {
  const folder = path.join(root, 'src', 'search');
  const sources = readdirSync(folder).sort();
  return [...sources.map((name) => path.join(folder, name)), path.join(root, 'package-lock.json')];
}
