import { parentPort } from 'node:worker_threads';
import { surveyIssues } from '../issue/survey.ts';
import type { Answer, Order } from './look.ts';
import { lookAt } from './record.ts';

// The thread of `Lookout`.
parentPort?.on('message', (order: Order) => {
  const answer: Answer = 'folders' in order ? { survey: surveyIssues(order.folders) } : { look: lookAt(order.places) };
  parentPort?.postMessage(answer);
});
