import * as z from 'zod';
import { publishedAt } from '../due.ts';
import { writeRfc3339 } from '../feeds/time.ts';
import { digest } from '../issue/digest.ts';
import type { Newsletter } from '../newsletter.ts';
import { issuePath, type Site } from '../urls.ts';

/** What `/health.json` tells whoever watches over the site: what is on it, as far as its files know. */
export type Health = z.infer<typeof healthSchema>;

const day = z.string().meta({ format: 'date' });
const instant = z.string().meta({ format: 'date-time' });

/** More keys may come. */
export const healthSchema = z.object({
  newest: z.object({ date: day, published: instant, url: z.string() }).optional().describe('The newest issue'),
  next: z.object({ date: day, due: instant }).optional().describe('The issue that is due next, where it is written'),
  issues: z.int(),
  items: z.int(),
  digest: z.string().describe('Changes with all that is published, and with how Dateline reads it'),
  version: z.string().describe('Of Dateline'),
  commit: z.string().optional().describe('That the site was built from, where its files were exactly those'),
});

/** What the health of a site is told from. */
export interface HealthFacts {
  /** The date of the newest issue. */
  newest?: string;
  /** The date of the issue that is due next. */
  next?: string;
  issues: number;
  items: number;
  digest: string;
  version: string;
  commit?: string;
}

export function createHealth(facts: HealthFacts, newsletter: Newsletter, site: Site): Health {
  const { newest, next, issues, items, digest, version, commit } = facts;
  const at = (date: string) => writeRfc3339(publishedAt(date, newsletter));
  return {
    ...(newest !== undefined && {
      newest: { date: newest, published: at(newest), url: site.absolute(issuePath(newest)) },
    }),
    ...(next !== undefined && { next: { date: next, due: at(next) } }),
    issues,
    items,
    digest,
    version,
    ...(commit !== undefined && { commit }),
  };
}

/**
 * A digest of all that is published.
 *
 * @param issues newest first, each with the key of its content
 */
export function digestContent(issues: readonly { key: string }[], newsletter: Newsletter): string {
  return digest(JSON.stringify(newsletter), ...issues.map(({ key }) => key));
}
