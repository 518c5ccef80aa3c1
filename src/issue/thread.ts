import { parentPort, workerData } from 'node:worker_threads';
import { IssueCache } from './cache.ts';
import type { CrewData } from './crew.ts';
import { readTogether } from './read.ts';

// A thread of the crew: reads the files that it is sent the names of, and answers with their cards.
const { settings, folders }: CrewData = workerData;
const cache = new IssueCache(...settings);

parentPort?.on('message', (names: string[]) => parentPort?.postMessage(readTogether(names, cache, folders)));
