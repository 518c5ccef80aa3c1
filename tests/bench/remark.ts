import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { findFolders, listIssueFiles } from '../../src/issue/files.ts';
import { root } from '../command/run.ts';

// Has the library parse each issue's Markdown on all cores, and does nothing with it: what `check` would have to wait for, had
// it no short way for plain text.

const threads = availableParallelism();

if (isMainThread) {
  for (let thread = 0; thread < threads; thread++) new Worker(new URL(import.meta.url), { workerData: thread });
} else {
  const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);
  const files = listIssueFiles(findFolders(root, process.env));
  for (let at = Number(workerData); at < files.length; at += threads)
    parser.parse(readFileSync(files[at] ?? '', 'utf8'));
}
