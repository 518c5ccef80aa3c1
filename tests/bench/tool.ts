import type { CorpusIssue } from './corpus.ts';

/** A program to run, and how. */
export interface Job {
  program: string;
  words: string[];
  /** Where it runs. */
  folder: string;
  environment?: Record<string, string>;
}

/** A generator of sites, and how it is given the corpus. Each works in a folder of its own; names are below it. */
export interface Tool {
  name: string;
  version: string;
  /** Makes the folder a site without issues. */
  prepare: (folder: string) => void;
  /** The file of an issue. */
  place: (issue: CorpusIssue) => { name: string; text: string };
  /**
   * Builds the site.
   *
   * @param days how many days from now it is to believe that it is
   */
  build: (folder: string, days: number) => Job;
  /** The files that a build has to write for issues of some dates. */
  mustWrite: (dates: readonly string[]) => string[];
  /** Whether it takes part in full builds only. */
  fullOnly?: boolean;
  /** The folder of the built site. */
  output: string;
  /** All that a build leaves behind: its output and its caches. */
  leftovers: string[];
  /** The cache of the search index, where the tool makes one: a full build is timed once more without that work. */
  searchIndex?: string;
}

/** `issues/2026/2026-03-23.md`, as all tools have it somewhere. */
export function nameOf({ date }: CorpusIssue): string {
  return `${date.slice(0, 4)}/${date}.md`;
}
