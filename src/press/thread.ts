import { parentPort, workerData } from 'node:worker_threads';
import { openShop, type Task } from './print.ts';

// A thread of the press: prints the batches that it is sent, and answers each with what it printed.
const print = openShop(workerData);

// One that comes ahead waits its turn: what a month's files show is then read once for all of them.
let last = Promise.resolve();
parentPort?.on('message', (tasks: Task[]) => (last = last.then(() => answer(tasks))));

async function answer(tasks: readonly Task[]): Promise<void> {
  const printed = [];
  for (const task of tasks) printed.push(await print(task));
  parentPort?.postMessage(printed);
}
