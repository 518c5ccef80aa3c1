import { setTimeout as wait } from 'node:timers/promises';

/** How many at once, and how gently. */
export interface Pace {
  /** How many hosts are asked at once. */
  hosts: number;
  /** The pause between two links of one host, in milliseconds: it is asked one at a time. */
  gap: number;
}

/** Does something with each link, one of a host at a time, so that no host is crowded. */
export async function visitLinks(
  links: Iterable<string>,
  { hosts, gap }: Pace,
  visit: (link: string) => Promise<void>,
): Promise<void> {
  const queues = [...Map.groupBy(links, (link) => new URL(link).host).values()];
  // The longest first: they decide how long it takes in all.
  queues.sort((a, b) => b.length - a.length);
  await Promise.all(Array.from({ length: Math.min(hosts, queues.length) }, work));

  async function work(): Promise<void> {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      for (const [index, link] of queue.entries()) {
        if (index > 0) await wait(gap);
        await visit(link);
      }
    }
  }
}
