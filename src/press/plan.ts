import { hash } from 'node:crypto';
import type { OutputChapter, OutputFile, RecordedChapter } from '../output/record.ts';
import { auditFiles } from '../site/audit.ts';
import type { Chapter } from '../site/chapter.ts';
import { fileOf, isPage, type Sheet } from '../site/sheet.ts';
import type { Pending } from './batches.ts';
import type { Printed, Task } from './print.ts';

/** A chapter of which something may have to be printed. */
export interface OpenChapter {
  name: string;
  /** Changes with all that decides its files; empty where that cannot be told. */
  key: string;
  /** What it was in the last build. */
  before: RecordedChapter | undefined;
  sheets: Sheet[];
  /** The names of its files. */
  names: Set<string>;
  /** The files that stay as the last build left them. */
  files: Map<string, OutputFile>;
  /** The sheets to be printed. */
  pending: Pending[];
}

/** What is to be done for some chapters. */
export class Plan {
  /** Those that stay as the last build left them. */
  readonly kept: ReadonlyMap<string, RecordedChapter>;
  readonly open: readonly OpenChapter[];
  /** The addresses of those that gave way to others. */
  readonly leftOut: readonly string[];

  constructor(
    kept: ReadonlyMap<string, RecordedChapter>,
    open: readonly OpenChapter[],
    leftOut: readonly string[] = [],
  ) {
    this.kept = kept;
    this.open = open;
    this.leftOut = leftOut;
  }

  /** The sheets to be printed. */
  get pending(): Pending[] {
    return this.open.flatMap(({ pending }) => pending);
  }
}

/**
 * Tells which sheets have to be printed.
 *
 * @param last the chapters of the last build
 * @param base of the keys of all chapters and sheets: changes with all that decides every file
 */
export function createPlanner(
  last: ReadonlyMap<string, RecordedChapter>,
  base: string,
): (chapters: readonly Chapter[]) => Plan {
  const names = new Set<string>();
  const folders = new Set<string>();
  const keptOnes: RecordedChapter[] = [];
  const digest = (text: string) => hash('sha256', `${base} ${text}`).slice(0, 24);

  return (chapters) => {
    const kept = new Map<string, RecordedChapter>();
    const open: OpenChapter[] = [];
    const leftOut: string[] = [];
    for (const { name, stamp, list } of chapters) {
      const before = last.get(name);
      const key = stamp ? digest(stamp()) : '';
      if (stamp && before?.key === key && before.isWhole) {
        kept.set(name, before);
        keptOnes.push(before);
      } else open.push(openChapter(name, key, list(), leftOut));
    }
    return new Plan(kept, open, leftOut);
  };

  function openChapter(name: string, key: string, listed: readonly Sheet[], leftOut: string[]): OpenChapter {
    const before = last.get(name);
    const chapter: OpenChapter = { name, key, before, sheets: [], names: new Set(), files: new Map(), pending: [] };
    for (const sheet of listed) {
      const file = fileOf(sheet.path);
      if (sheet.givesWay && mustGiveWay(file)) {
        leftOut.push(sheet.path);
        continue;
      }
      if (names.has(file)) continue;
      take(file);
      chapter.names.add(file);
      chapter.sheets.push(sheet);
      const keyOfSheet = digest(`${sheet.maker} ${sheet.basis()}`);
      const fileBefore = before?.files.get(file);
      if (fileBefore?.key === keyOfSheet) chapter.files.set(file, fileBefore);
      else {
        const prepare = () => toTask(sheet, keyOfSheet, fileBefore);
        chapter.pending.push({ path: sheet.path, isPage: isPage(sheet), prepare });
      }
    }
    return chapter;
  }

  function take(name: string): void {
    names.add(name);
    for (const folder of foldersOf(name)) folders.add(folder);
  }

  /** Whether the site has a file of a name, or one where the name asks for a folder, or a folder of that name. */
  function mustGiveWay(name: string): boolean {
    if (folders.has(name) || [name, ...foldersOf(name)].some((one) => names.has(one) || isKept(one))) return true;
    const isBelow = (other: string) => other.startsWith(`${name}/`);
    return keptOnes.some((kept) => kept.mayHave(name) && kept.files.keys().some(isBelow));
  }

  function isKept(name: string): boolean {
    return keptOnes.some((kept) => kept.has(name));
  }
}

/** The folders that a file is in: of `a/b/c.png`, `a/b` and `a`. */
function foldersOf(name: string): string[] {
  const folders: string[] = [];
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) folders.push(name.slice(0, at));
  return folders;
}

/**
 * The chapters of some plans, once all of them is printed.
 *
 * @returns the chapters, and how they differ from what they should show, in words
 */
export function bind(
  plans: readonly Plan[],
  printed: readonly Pick<Printed, 'name' | 'file'>[],
): { chapters: Map<string, OutputChapter>; differences: string[] } {
  const chapters = new Map<string, OutputChapter>(plans.flatMap(({ kept }) => [...kept]));
  const found = new Map(printed.map(({ name, file }) => [name, file]));
  const differences: string[] = [];
  for (const { name, key, sheets, files, pending } of plans.flatMap(({ open }) => open)) {
    const all = new Map(files);
    for (const { path } of pending) {
      const file = found.get(fileOf(path));
      if (file) all.set(fileOf(path), file);
    }
    const audit = auditFiles(sheets, all);
    differences.push(...audit.differences);
    chapters.set(name, { key, files: all, shown: audit.shown });
  }
  return { chapters, differences };
}

function toTask(sheet: Sheet, key: string, before: OutputFile | undefined): Task {
  const { path, maker } = sheet;
  return { path, maker, props: sheet.props(), key, ...(before && { before }) };
}
