import { parentPort } from 'node:worker_threads';
import { judge } from './judge.ts';

// Judges each file that it is sent, and answers with what it found.
parentPort?.on('message', (value: Uint8Array) => parentPort?.postMessage(judge(value) ?? null));
