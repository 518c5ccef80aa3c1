import { parentPort, workerData } from 'node:worker_threads';
import { IssueCache, type CacheSettings } from './cache.ts';
import { readCard } from './read.ts';

// A thread of the crew: reads the files that it is sent the names of, and answers with their cards.
const settings: CacheSettings = workerData;
const cache = new IssueCache(...settings);

parentPort?.on('message', (names: string[]) => parentPort?.postMessage(names.map((name) => readCard(name, cache))));
