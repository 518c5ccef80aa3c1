import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { besideCompiled } from './compiled.ts';
import { listIssueFiles, type Folders } from './files.ts';
import { cataloguesFolder } from './store.ts';
import { CrewWorker } from './worker.ts';

// The threads that read issues. What they load takes half a second: of a large archive of which nothing is kept, they are
// begun before it is known what to read.

/** Those that were begun, and that nobody has yet. */
let begun: CrewWorker[] = [];

/** Begins the threads where it is likely that many issues will be read. They hold up no process that ends without them. */
export function beginReaders(folders: Folders): void {
  const catalogues = cataloguesFolder(folders);
  if (existsSync(catalogues) && readdirSync(catalogues).length > 0) return;
  begun = hire(folders, listIssueFiles(folders).length);
  for (const worker of begun) worker.unref();
}

/** The threads for so many issues: those that were begun, or new ones, or none where they are few. */
export function takeReaders(folders: Folders, issues: number): CrewWorker[] {
  const workers = begun.length > 0 ? begun : hire(folders, issues);
  begun = [];
  for (const worker of workers) worker.ref();
  return workers;
}

function hire(folders: Folders, issues: number): CrewWorker[] {
  const threads = Math.min(availableParallelism(), Math.floor(issues / fewest));
  if (threads < 2) return [];
  const options = { env: besideCompiled(process.env) };
  return Array.from({ length: threads }, () => new CrewWorker(folders, 'src/issue/thread.ts', options));
}

/** With fewer files for each, starting threads takes longer than it gives. */
const fewest = 100;
