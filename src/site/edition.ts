import { groupSources, type Source } from '../browse/source.ts';
import type { OwnPage } from '../issue/page.ts';
import type { Newsletter } from '../newsletter.ts';
import { createSite, type Site } from '../urls.ts';
import type { KnownIssue } from './known.ts';
import type { IssueRef } from '../issue/reader.ts';

/** An issue that can be read, in whatever state a preview may show it. */
export type ReadableIssue = Exclude<KnownIssue, { status: 'broken' }>;
export type BrokenIssue = Extract<KnownIssue, { status: 'broken' }>;

/** Everything that the site is made of at one instant. */
export interface Edition {
  newsletter: Newsletter;
  site: Site;
  /** Newest first. In a build, published ones only. */
  issues: readonly ReadableIssue[];
  /** Those of each year, in the same order. */
  byYear: ReadonlyMap<string, readonly ReadableIssue[]>;
  /** The key of each issue, by its date. */
  keys: ReadonlyMap<string, string>;
  /** Only ever in a preview. */
  broken: readonly BrokenIssue[];
  /** The hosts with a page of their own, the most used first. */
  sources: readonly Source[];
  about?: OwnPage;
  /** The date of the issue that is due next, where it is written. In a build only. */
  next?: string;
  /** The files under `public/`, as paths from there, each with what tells one state of it from another. */
  copies: readonly Copy[];
}

/** A file that is copied as it is. */
export interface Copy {
  /** Its address. */
  path: string;
  /** Where it is on this machine. */
  file: string;
  /** Changes with its content. */
  state: string;
}

/** What an edition is gathered from. */
export interface Gathered extends Pick<Edition, 'newsletter' | 'copies'> {
  known: Iterable<KnownIssue>;
  about?: OwnPage | undefined;
  next?: string | undefined;
}

export function createEdition({ newsletter, known, about, next, copies }: Gathered): Edition {
  const all = [...known];
  const issues = all
    .filter((issue) => issue.status !== 'broken')
    .sort((a, b) => (a.entry.date < b.entry.date ? 1 : -1));
  return {
    newsletter,
    site: createSite(newsletter.url),
    issues,
    byYear: Map.groupBy(issues, ({ entry }) => entry.date.slice(0, 4)),
    keys: new Map(issues.map(({ entry, key }) => [entry.date, key])),
    broken: all.filter((issue) => issue.status === 'broken'),
    sources: groupSources(issues.map(({ entry }) => entry)),
    ...(about && { about }),
    ...(next !== undefined && { next }),
    copies,
  };
}

/** Whether readers see an issue; all others are only in a preview. */
export function isPublished({ status }: ReadableIssue): boolean {
  return status === 'published';
}

/** An issue as a sheet names it. */
export function toRef({ path, key }: ReadableIssue): IssueRef {
  return { path, key };
}

/** Tells which hosts of an issue have a page of their own. */
export function createHostFinder({ sources }: Pick<Edition, 'sources'>): (issue: ReadableIssue) => string[] {
  const known = new Set(sources.map(({ host }) => host));
  const found = new Map<ReadableIssue, string[]>();
  return (issue) => {
    const hosts = found.get(issue) ?? [...hostsOf(issue).intersection(known)].sort();
    found.set(issue, hosts);
    return hosts;
  };
}

/** Tells the states of the pictures that a text shows: a page with a picture knows its size. */
export function createPictureFinder({
  copies,
}: Pick<Edition, 'copies'>): (text?: { images?: string[] | undefined }) => unknown[] {
  const states = new Map(copies.map(({ path, state }) => [`/${path}`, state]));
  return (text) => (text?.images ?? []).map((image) => states.get(image));
}

function hostsOf({ entry }: ReadableIssue): Set<string> {
  const { list, numbers } = entry.hosts;
  return new Set(Array.from(numbers, (number) => list[number] ?? ''));
}
