import type { Site } from '../urls.ts';
import { toAtom } from './atom.ts';
import type { Feed } from './feed.ts';
import { toJsonFeed } from './json.ts';
import { toRss } from './rss.ts';

/** How many bytes a feed of issues may have, in each of its formats. */
export const largestFeed = 500_000;

/**
 * How many entries of a feed, from the newest on, fit into `largestFeed` in every format; at least one.
 *
 * @param feed with as many entries as it should have
 */
export function countFitting(feed: Feed, site: Site): number {
  const fits = (count: number) => {
    const shorter = { ...feed, entries: feed.entries.slice(0, count) };
    return [toRss, toAtom, toJsonFeed].every((write) => Buffer.byteLength(write(shorter, site)) <= largestFeed);
  };
  let low = 0;
  let high = feed.entries.length;
  while (low < high) {
    // The whole feed first: it almost always fits.
    const count = high === feed.entries.length ? high : Math.ceil((low + high) / 2);
    if (fits(count)) low = count;
    else high = count - 1;
  }
  return Math.max(low, Math.min(1, feed.entries.length));
}
