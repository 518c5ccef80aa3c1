import { hash } from 'node:crypto';
import type { OutputFile, OutputFiles } from '../output/record.ts';
import { fileOf, type Sheet } from '../site/sheet.ts';
import type { Pending } from './crew.ts';
import type { Task } from './print.ts';

/** What is to be done for some sheets. */
export interface Plan {
  sheets: Sheet[];
  /** The names of their files. */
  names: Set<string>;
  /** The files that stay as the last build left them. */
  files: OutputFiles;
  /** The sheets to be printed. */
  pending: Pending[];
}

/**
 * Tells which sheets have to be printed.
 *
 * @param before the files of the last build
 * @param base of the keys of all sheets: changes with all that decides every file
 */
export function createPlanner(before: OutputFiles, base: string): (listed: readonly Sheet[]) => Plan {
  return (listed) => {
    const plan: Plan = { sheets: [], names: new Set(), files: new Map(), pending: [] };
    for (const sheet of listed) {
      const name = fileOf(sheet.path);
      // Of two files at one address, ours stands and the owner's, under `public/`, gives way.
      if (plan.names.has(name)) continue;
      plan.names.add(name);
      plan.sheets.push(sheet);
      const key = hash('sha256', `${base} ${sheet.maker} ${sheet.basis()}`).slice(0, 24);
      const last = before.get(name);
      if (last?.key === key) plan.files.set(name, last);
      else plan.pending.push({ path: sheet.path, prepare: () => toTask(sheet, key, last) });
    }
    return plan;
  };
}

function toTask(sheet: Sheet, key: string, before: OutputFile | undefined): Task {
  const { path, maker } = sheet;
  return { path, maker, props: sheet.props(), key, ...(before && { before }) };
}
