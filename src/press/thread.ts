import { parentPort, workerData } from 'node:worker_threads';
import { openShop, type Task } from './print.ts';

// A thread of the press: prints the batches that it is sent, and answers each with what it printed.
const print = openShop(workerData);

parentPort?.on('message', async (tasks: Task[]) => {
  const printed = [];
  for (const task of tasks) printed.push(await print(task));
  parentPort?.postMessage(printed);
});
