import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { Refusal } from '../../src/refusal.ts';
import { freePort } from '../site/preview-server.ts';
import { start, type Child } from './child.ts';
import { runCommand } from './dateline.ts';
import { settleDisk, type Cost } from './measure.ts';
import { watchMemory } from './memory.ts';

/** What a preview costs. */
export interface PreviewCost {
  /** Until it says that it is ready, and where. */
  ready: Cost;
  /** Until it shows its first page, asked for from the start on. */
  shown: Cost;
  /** From a save until the page shows it. */
  saved: Cost;
}

/**
 * Starts the preview of a site again and again, with the caches that an earlier one left.
 *
 * @param date of the issue that is saved
 */
export async function measurePreview(folder: string, date: string, runs: number): Promise<PreviewCost[]> {
  const costs: PreviewCost[] = [];
  // The first one makes the caches.
  for (let run = 0; run <= runs; run++) {
    settleDisk();
    const cost = await measureOnce(folder, date, run);
    if (run > 0) costs.push(cost);
  }
  return costs;
}

async function measureOnce(folder: string, date: string, run: number): Promise<PreviewCost> {
  const port = await freePort();
  const page = `http://localhost:${port}/${date.replaceAll('-', '/')}/`;
  const begun = performance.now();
  const child = start(runCommand(folder, ['dev', '--port', String(port)]));
  const stopWatching = watchMemory(child.session);
  try {
    await untilPrinted('Newest draft:', child);
    const ready = (performance.now() - begun) / 1000;
    await untilShown(page, 'Code', child);
    const shown = (performance.now() - begun) / 1000;
    // A person takes longer than this to change a word; the server’s watcher may still be looking through the folder.
    await sleep(2000);
    const file = path.join(folder, 'content/issues', date.slice(0, 4), `${date}.md`);
    const word = `saved${run}x`;
    const text = readFileSync(file, 'utf8');
    const saving = performance.now();
    writeFileSync(file, text.replace(/\s*$/, ` ${word}\n`));
    await untilShown(page, word, child);
    const saved = (performance.now() - saving) / 1000;
    const memory = stopWatching();
    const held = memory === undefined ? {} : { memory };
    return {
      ready: { seconds: ready, ...held },
      shown: { seconds: shown, ...held },
      saved: { seconds: saved, ...held },
    };
  } finally {
    stopWatching();
    await child.stop();
  }
}

/** Waits until a program printed a text. */
async function untilPrinted(text: string, child: Child): Promise<void> {
  await until(async () => child.printed().includes(text), `It did not print ${text}`, child);
}

/** Asks for a page until it holds a text. */
async function untilShown(page: string, text: string, child: Child): Promise<void> {
  const isShown = async () => {
    const response = await fetch(page).catch(() => undefined);
    return response?.ok === true && (await response.text()).includes(text);
  };
  await until(isShown, `${page} did not show ${text}`, child);
}

async function until(isDone: () => Promise<boolean>, complaint: string, child: Child): Promise<void> {
  let hasEnded = false;
  child.ended.then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  );
  const end = performance.now() + patience;
  while (!(await isDone())) {
    if (hasEnded || performance.now() > end) throw new Refusal(`${complaint}:\n${child.printed().slice(-2000)}`);
    await sleep(10);
  }
}

/** In milliseconds: no preview takes that long but one that hangs. */
const patience = 300_000;
