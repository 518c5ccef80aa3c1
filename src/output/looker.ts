import { parentPort, workerData } from 'node:worker_threads';
import { lookAt } from './record.ts';

// The thread of `lookBeside`.
parentPort?.postMessage(lookAt(workerData));
