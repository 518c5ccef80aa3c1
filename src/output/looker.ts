import { parentPort, workerData } from 'node:worker_threads';
import type { Recorded } from './look.ts';
import { checkRecord } from './record.ts';

// The thread of `lookBeside`.
const places: readonly Recorded[] = workerData;
parentPort?.postMessage(places.map(({ record, folder }) => checkRecord(record, folder)));
