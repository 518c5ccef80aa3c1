import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { writeFile } from '../issue/files.ts';
import type { Answer } from './answer.ts';

const memorySchema = z.record(
  z.string(),
  z.object({
    state: z.enum(['fine', 'moved', 'blocked', 'dead', 'silent']),
    reason: z.string(),
    to: z.string().exactOptional(),
    /** The instant of the answer, in ISO form. */
    asked: z.iso.datetime(),
  }),
);

/** The last answer for each link, kept in a file under the cache's folder, so that a host is not asked every day. */
export class Memory {
  #path: string;
  #known: z.infer<typeof memorySchema>;

  constructor(path: string) {
    this.#path = path;
    this.#known = read(path);
  }

  /** The last answer for a link, and its age in days, where it may still be trusted. */
  recall(link: string, now: Temporal.Instant, mostDays: number): (Answer & { days: number }) | undefined {
    const known = Object.hasOwn(this.#known, link) ? this.#known[link] : undefined;
    if (!known) return undefined;
    const { asked, ...answer } = known;
    const days = now.since(Temporal.Instant.from(asked)).total('days');
    // What is wrong may be mended by tomorrow; what is fine mostly stays so.
    const limit = answer.state === 'fine' || answer.state === 'moved' ? mostDays : Math.min(mostDays, 1);
    return days >= 0 && days < limit ? { ...answer, days } : undefined;
  }

  /** A link that was fine when it was asked last. */
  findFine(): string | undefined {
    return Object.keys(this.#known).find((link) => this.#known[link]?.state === 'fine');
  }

  keep(link: string, answer: Answer, now: Temporal.Instant): void {
    this.#known[link] = { ...answer, asked: now.toString() };
  }

  save(): void {
    const sorted = Object.fromEntries(Object.entries(this.#known).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFile(this.#path, `${JSON.stringify(sorted, null, 1)}\n`);
  }
}

/** A memory that is missing or broken is begun anew. */
function read(path: string): z.infer<typeof memorySchema> {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}
