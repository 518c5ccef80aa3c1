import { parentPort } from 'node:worker_threads';
import { IssueCache } from './cache.ts';
import type { ReadingOrder } from './crew.ts';
import { readTogether } from './read.ts';

// A thread that reads issues: the files that it is sent the names of, and answers with their cards.
let cache: IssueCache | undefined;

parentPort?.on('message', ({ names, settings, folders }: ReadingOrder) => {
  cache ??= new IssueCache(...settings);
  parentPort?.postMessage(readTogether(names, cache, folders));
});
