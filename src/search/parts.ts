import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { IssueCache } from '../issue/cache.ts';
import { besideCompiled } from '../issue/compiled.ts';
import { digest } from '../issue/digest.ts';
import type { Folders } from '../issue/files.ts';
import type { Entry } from '../issue/entry.ts';
import { createReader, type IssueRef } from '../issue/reader.ts';
import { CrewWorker } from '../issue/worker.ts';
import { dropUnused, openKept, type KeptFile } from '../kept.ts';
import { endIndexing, indexPart, type PartOrder } from './part.ts';
import { nameSum } from './sums.ts';

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

/** What the search is made of and by. */
export interface SearchSettings {
  /** Of the issues, as a tag of BCP 47. */
  language: string;
  /** Has the issues. */
  cache: IssueCache;
  folders: Folders;
  /** Ends the indexing where nobody waits for it any more. */
  ending?: AbortSignal;
  /** Is told once others are at work, and this thread may do what it likes. */
  onSent?: () => void;
  /** When other work leaves the cores to the indexing: until then, of many parts, one is indexed at a time. */
  spare?: Promise<void>;
}

/**
 * The search of some issues in its parts, newest first. A part of which nothing changed is taken from the cache; many others
 * are indexed on all cores.
 */
export async function indexParts(issues: readonly Findable[], settings: SearchSettings): Promise<SearchPart[]> {
  const { language, folders } = settings;
  const names = listParts(issues.map(({ entry }) => entry.date));
  const newestYear = names[0]?.slice(0, 4) ?? '';
  const byPart = Map.groupBy(issues, ({ entry }) => partOf(entry.date, newestYear));
  const home = path.join(folders.cache, 'search');
  const base = digest(language, ...ownFiles(folders.root).map((file) => readFileSync(file)));
  const parts = names.map((name) => {
    const ofPart = byPart.get(name) ?? [];
    const folder = path.join(home, `${name}-${digest(base, ...ofPart.map(({ key }) => key))}`);
    return { name, folder, ofPart, files: openKept(folder) };
  });
  const orders = parts
    .filter(({ files }) => !files)
    .map(({ folder, ofPart }) => ({ folder, language, issues: ofPart.map(({ path, key }) => ({ path, key })) }));
  await indexAll(orders, settings);
  const used = parts.map(({ folder }) => folder);
  dropUnused(home, new Set([...used, nameSum(used.slice(1), folders)].map((place) => path.basename(place))), 1);
  return parts.map(({ name, folder, files }) => ({ name, folder, files: files ?? openKept(folder) ?? [] }));
}

/** Indexes parts: a few in this thread, many on all cores. */
async function indexAll(
  orders: readonly PartOrder[],
  { cache, folders, ending, onSent, spare }: SearchSettings,
): Promise<void> {
  const issues = orders.reduce((sum, order) => sum + order.issues.length, 0);
  const threads = Math.min(availableParallelism(), mostThreads, orders.length, Math.floor(issues / fewest));
  if (threads < 2) {
    const readIssue = createReader(cache);
    for (const order of orders) if (!ending?.aborted) await indexPart(order, readIssue, onSent);
    if (orders.length > 0) await endIndexing();
    return;
  }
  const options = { workerData: cache.settings, env: besideCompiled(process.env) };
  const left = [...orders];
  const take = function* () {
    for (let order = left.shift(); order; order = left.shift()) yield order;
  };
  const work = async () => {
    if (left.length === 0) return;
    const worker = new CrewWorker(folders, 'src/search/thread.ts', options);
    const end = () => void worker.end();
    ending?.addEventListener('abort', end);
    await worker.answer(take(), () => {}).finally(end);
  };
  const first = work();
  onSent?.();
  const others = Array.from({ length: threads - 1 }, () => spare?.then(work) ?? work());
  await Promise.all([first, ...others]);
}

/** With fewer issues for each, starting threads takes longer than it gives. */
const fewest = 150;

/** Each has a Pagefind of its own, which takes up to a third of a gigabyte for a year. */
const mostThreads = 4;

/** What decides how a part is indexed, beside its issues. */
function ownFiles(root: string): string[] {
  const folder = path.join(root, 'src', 'search');
  const sources = readdirSync(folder).sort();
  return [...sources.map((name) => path.join(folder, name)), path.join(root, 'package-lock.json')];
}
