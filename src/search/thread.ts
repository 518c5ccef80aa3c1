import { parentPort, workerData } from 'node:worker_threads';
import { IssueCache } from '../issue/cache.ts';
import { createReader } from '../issue/reader.ts';
import { indexPart, type PartOrder } from './part.ts';

// A thread of the search: indexes and keeps the parts that it is sent, and answers when each is done.
const [folder, parser, newsletter]: ConstructorParameters<typeof IssueCache> = workerData;
const readIssue = createReader(new IssueCache(folder, parser, newsletter));

parentPort?.on('message', async (order: PartOrder) => {
  await indexPart(order, readIssue);
  parentPort?.postMessage('done');
});
