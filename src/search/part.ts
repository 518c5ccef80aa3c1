import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IssueRef } from '../issue/reader.ts';
import type { Issue } from '../issue/schema.ts';
import { keepFolder } from '../kept.ts';
import { listRecords, type SearchRecord } from './record.ts';
import { encodeCounts, wordsFile } from './sums.ts';
import { countWords, sumWords } from './words.ts';

/** A part of the search that is to be indexed. It can be sent to another thread. */
export interface PartOrder {
  /** Where it is kept. */
  folder: string;
  issues: readonly IssueRef[];
  /** Of the issues, as a tag of BCP 47. */
  language: string;
}

/**
 * Indexes a part of the search, and keeps it.
 *
 * @param onSent is called once Pagefind, a program of its own, has its work
 */
export async function indexPart(
  { folder, issues, language }: PartOrder,
  readIssue: (issue: IssueRef) => Issue,
  onSent?: () => void,
): Promise<void> {
  const records = issues.flatMap((issue) => listRecords(readIssue(issue), language));
  await keepFolder(folder, async (empty) => {
    writeFiles(empty, {
      ...(await indexRecords(records, language, onSent)),
      [wordsFile]: encodeCounts(sumWords([countWords(records)])),
    });
  });
}

/** Ends Pagefind, which runs beside Node and has the memory of its last part. */
export async function endIndexing(): Promise<void> {
  await (await loadPagefind()).close();
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
