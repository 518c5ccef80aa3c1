import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { close, createIndex } from 'pagefind';
import type { Folders } from '../issue/files.ts';
import type { Issue } from '../issue/schema.ts';
import { listRecords, type StoryRecord } from './record.ts';
import { countWords, type WordCounts } from './words.ts';

/** One year's part of the search. */
export interface SearchYear {
  year: string;
  /** Where its files are, below the cache. */
  folder: string;
  /** The files, as paths below the folder. */
  files: string[];
  words: WordCounts;
}

/** An issue to be found: what decides whether its year is indexed anew, and how to read it then. */
export interface Findable {
  date: string;
  /** Changes with everything that is in the issue. */
  key: string;
  read: () => Issue;
}

/**
 * The search of some issues, a part for each year, newest first. A year of which nothing changed is taken from the cache.
 *
 * @param language of the issues, as a tag of BCP 47
 */
export async function indexYears(
  issues: readonly Findable[],
  language: string,
  folders: Folders,
): Promise<SearchYear[]> {
  const years = [...Map.groupBy(issues, ({ date }) => date.slice(0, 4))].sort(([a], [b]) => (a < b ? 1 : -1));
  const home = path.join(folders.cache, 'search');
  const base = digest(language, ...ownFiles(folders.root).map((file) => readFileSync(file)));
  let started = false;
  const parts: SearchYear[] = [];
  for (const [year, ofYear] of years) {
    const folder = path.join(home, `${year}-${digest(base, ...ofYear.flatMap(({ date, key }) => [date, key]))}`);
    if (!existsSync(folder)) {
      started = true;
      const records = ofYear.flatMap(({ read }) => listRecords(read()));
      await keep(folder, year, { ...(await indexRecords(records, language)), [wordsFile]: encodeWords(records) });
    }
    parts.push(openYear(year, folder));
  }
  // Pagefind runs beside Node; left alone it would keep the build from ending.
  if (started) await close();
  return parts;
}

/** The stories of one year as Pagefind's files. */
async function indexRecords(records: readonly StoryRecord[], language: string): Promise<Record<string, Uint8Array>> {
  const { index, errors } = await createIndex({ forceLanguage: language.toLowerCase(), maxFragments: fragmentsInYear });
  if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
  for (const { url, content, meta, filters, sort } of records) {
    const added = await index.addCustomRecord({
      url,
      content,
      language: language.toLowerCase(),
      meta: { ...meta },
      filters: { ...filters },
      sort,
    });
    if (added.errors.length > 0) throw new Error(`${url} cannot be indexed: ${added.errors.join('; ')}`);
  }
  const { files, errors: problems } = await index.getFiles();
  if (problems.length > 0) throw new Error(`The search index cannot be made: ${problems.join('; ')}`);
  await index.deleteIndex();
  return Object.fromEntries(
    files.filter(({ path: name }) => isNeeded(name)).map(({ path: name, content }) => [name, content]),
  );
}

/** Stories share files, or a newsletter of twenty years would have tens of thousands of them. */
const fragmentsInYear = 50;

const wordsFile = 'words.json';

/** Pagefind's own interface and its highlighter are not used. */
function isNeeded(name: string): boolean {
  return !/^pagefind-(?!entry|worker)/.test(name);
}

/** Writes a year's files so that nobody ever finds half of them, and drops those of an older state. */
async function keep(folder: string, year: string, files: Record<string, Uint8Array>): Promise<void> {
  const beside = `${folder}.${randomUUID()}`;
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(beside, name)), { recursive: true });
    writeFileSync(path.join(beside, name), content);
  }
  for (const name of readdirSync(path.dirname(folder))) {
    if (name.startsWith(`${year}-`) && !name.startsWith(path.basename(folder))) {
      rmSync(path.join(path.dirname(folder), name), { recursive: true, force: true });
    }
  }
  // Another build may have been faster; what it made is the same.
  if (existsSync(folder)) rmSync(beside, { recursive: true, force: true });
  else renameSync(beside, folder);
}

function openYear(year: string, folder: string): SearchYear {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== wordsFile)
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return { year, folder, files, words: JSON.parse(readFileSync(path.join(folder, wordsFile), 'utf8')) };
}

function encodeWords(records: readonly StoryRecord[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(countWords(records)));
}

/** What decides how a year is indexed, beside its issues. */
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
