import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { close, createIndex } from 'pagefind';
import type { Folders } from '../issue/files.ts';
import type { Entry } from '../issue/entry.ts';
import type { Issue } from '../issue/schema.ts';
import { listRecords, type StoryRecord } from './record.ts';
import { countWords, type WordCounts } from './words.ts';

/** A part of the search: the stories of a year that is over, or of a month of the newest year. */
export interface SearchPart {
  /** `2025`, or `2026-03`. */
  name: string;
  /** Where its files are, below the cache. The folder's name changes with everything in them. */
  folder: string;
  /** The files, as paths below the folder. */
  files: string[];
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
 */
export async function indexParts(
  issues: readonly Findable[],
  language: string,
  readIssue: (issue: IssueRef) => Issue,
  folders: Folders,
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
    if (!existsSync(folder)) {
      started = true;
      const records = ofPart.flatMap((issue) => listRecords(readIssue(issue)));
      await keep(folder, { ...(await indexRecords(records, language)), [wordsFile]: encodeWords(records) });
    }
    parts.push(openPart(name, folder));
  }
  // Pagefind runs beside Node; left alone it would keep the build from ending.
  if (started) await close();
  dropOthers(home, new Set(parts.map(({ folder }) => path.basename(folder))));
  return parts;
}

/** The words of some parts, kept for a spelling that a reader got wrong. */
export function readWords({ folder }: Pick<SearchPart, 'folder'>): WordCounts {
  return JSON.parse(readFileSync(path.join(folder, wordsFile), 'utf8'));
}

/** The stories of one part as Pagefind's files. */
async function indexRecords(records: readonly StoryRecord[], language: string): Promise<Record<string, Uint8Array>> {
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

/** Stories share files, or a newsletter of twenty years would have tens of thousands of them. */
const fragmentsInPart = 50;

const wordsFile = 'words.json';

/** Pagefind's own interface and its highlighter are not used. */
function isNeeded(name: string): boolean {
  return !/^pagefind-(?!entry|worker)/.test(name);
}

/** Writes a part's files so that nobody ever finds half of them. */
async function keep(folder: string, files: Record<string, Uint8Array>): Promise<void> {
  const beside = `${folder}.${randomUUID()}`;
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(beside, name)), { recursive: true });
    writeFileSync(path.join(beside, name), content);
  }
  // Another build may have been faster; what it made is the same.
  if (existsSync(folder)) rmSync(beside, { recursive: true, force: true });
  else renameSync(beside, folder);
}

/** Drops parts of an older state that no build has asked for in a day: another one may still read them. */
function dropOthers(home: string, used: ReadonlySet<string>): void {
  if (!existsSync(home)) return;
  const dayAgo = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of readdirSync(home)) {
    const folder = path.join(home, name);
    if (!used.has(name) && statSync(folder).mtimeMs < dayAgo) rmSync(folder, { recursive: true, force: true });
  }
}

function openPart(name: string, folder: string): SearchPart {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== wordsFile)
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return { name, folder, files };
}

function encodeWords(records: readonly StoryRecord[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(countWords(records)));
}

/** What decides how a part is indexed, beside its issues. */
function ownFiles(root: string): string[] {
  const folder = path.join(root, 'src', 'search');
  const sources = readdirSync(folder).sort();
  return [...sources.map((name) => path.join(folder, name)), path.join(root, 'package-lock.json')];
}

function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 24);
}
