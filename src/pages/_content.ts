import { getCollection, getEntry } from 'astro:content';
import { readClock } from '../due.ts';
import { openCache } from '../issue/cache.ts';
import { findFolders, readFile } from '../issue/files.ts';
import type { Issue } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';
import { findShelf } from '../preview/shelf.ts';
import type { StoredIssue } from '../stored.ts';
import { measurePicture } from '../browse/picture.ts';
import { groupSources, type Source } from '../browse/source.ts';
import { createSite } from '../urls.ts';
import type { Frame } from '../view.ts';

/** An issue that can be read, in whatever state a preview may show it. */
export type ReadableIssue = Exclude<StoredIssue, { status: 'broken' }>;
export type BrokenIssue = Extract<StoredIssue, { status: 'broken' }>;

/** Everything that pages are made of. */
export interface Content extends Frame {
  /** Newest first. In a build, published ones only. */
  issues: ReadableIssue[];
  /** The dates of all issues. */
  dates: ReadonlySet<string>;
  /** Only ever in a preview. */
  broken: BrokenIssue[];
  /** The hosts with a page of their own, the most used first. */
  sources: Source[];
  /** The whole of an issue, from the cache. */
  readIssue: (issue: ReadableIssue) => Issue;
}

let opened: Promise<Content> | undefined;
let live: { revision: number; newsletter: Newsletter; content: Content } | undefined;

/** The content of the newsletter: gathered once for a whole build, and in a preview after each change. */
export function openContent(): Promise<Content> {
  if (!import.meta.env.PROD) return openLive();
  opened ??= readNewsletter().then(gather);
  return opened;
}

async function openLive(): Promise<Content> {
  const newsletter = await readNewsletter();
  const revision = findShelf()?.revision ?? 0;
  if (live?.revision === revision && live.newsletter === newsletter) return live.content;
  const content = await gather(newsletter);
  live = { revision, newsletter, content };
  return content;
}

async function readNewsletter(): Promise<Newsletter> {
  const settings = await getEntry('newsletter', 'newsletter');
  if (!settings) throw new Error('The newsletter’s settings are not loaded');
  return settings.data;
}

/** What a preview says of an issue that no reader can see yet. */
export function badgeOf({ status, due }: ReadableIssue): string | undefined {
  if (status === 'scheduled') return `Due ${due}`;
  if (status !== 'draft') return undefined;
  const isAhead = Temporal.Instant.compare(Temporal.Instant.from(due), readClock(process.env)) > 0;
  return isAhead ? `Draft, due ${due}` : 'Draft';
}

/** A date as the parts of its address. */
export function paramsOf(date: string): { year: string; month: string; day: string } {
  const [year = '', month = '', day = ''] = date.split('-');
  return { year, month, day };
}

async function gather(newsletter: Newsletter): Promise<Content> {
  const shelf = import.meta.env.PROD ? undefined : findShelf();
  const stored = shelf ? [...shelf.issues.values()] : (await getCollection('issues')).map(({ data }) => data);
  const folders = findFolders(import.meta.env.DATELINE_ROOT, process.env);
  const cache = openCache(folders, newsletter);
  const issues = stored
    .filter((issue) => issue.status !== 'broken')
    .sort((a, b) => (a.entry.date < b.entry.date ? 1 : -1));
  const sources = groupSources(issues.map(({ entry }) => entry));
  return {
    newsletter,
    site: createSite(newsletter.url),
    issues,
    dates: new Set(issues.map(({ entry }) => entry.date)),
    sources,
    measure: (address) => measurePicture(address, folders),
    sourceHosts: new Set(sources.map(({ host }) => host)),
    broken: stored.filter((issue) => issue.status === 'broken'),
    readIssue: ({ path, key }) => {
      const { issue } = cache.get(key) ?? cache.read(readFile(path), key);
      if (!issue) throw new Error(`${path} changed while it was being built`);
      return issue;
    },
  };
}
