import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { sectionNames } from './corpus.ts';

/** The files of a built site: by name, what changes when a file is written anew. */
export type Census = ReadonlyMap<string, { bytes: number; state: string }>;

/** What a build left, in numbers. */
export interface Count {
  files: number;
  /** Those that are new or were written again, though perhaps with the same bytes. */
  written: number;
  /** The pages, and how large they are on average. */
  pages: number;
  pageBytes: number;
  /** Of all files. */
  bytes: number;
}

/** Looks at every file of a site; a folder that is not there has none. */
export function takeCensus(folder: string): Census {
  const files = new Map<string, { bytes: number; state: string }>();
  if (!statSync(folder, { throwIfNoEntry: false })) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const { size, ino, mtimeMs } = statSync(file);
    files.set(path.relative(folder, file).split(path.sep).join('/'), { bytes: size, state: `${ino} ${mtimeMs}` });
  }
  return files;
}

/** Counts a site's files, and what is new in it since an earlier look. */
export function countFiles(before: Census, now: Census): Count {
  const files = [...now];
  const pages = files.filter(([name]) => name.endsWith('.html'));
  const sum = (some: typeof files) => some.reduce((total, [, { bytes }]) => total + bytes, 0);
  return {
    files: files.length,
    written: files.filter(([name, { state }]) => before.get(name)?.state !== state).length,
    pages: pages.length,
    pageBytes: pages.length === 0 ? 0 : sum(pages) / pages.length,
    bytes: sum(files),
  };
}

/** The files that every tool writes for issues of some dates: a page for each and for each year, the archive, home, a feed. */
export function listShared(dates: readonly string[]): string[] {
  const years = new Set(dates.map((date) => date.slice(0, 4)));
  return [
    'index.html',
    'archive/index.html',
    'rss.xml',
    ...[...years].map((year) => `${year}/index.html`),
    ...dates.map((date) => `${date.replaceAll('-', '/')}/index.html`),
  ];
}

/**
 * The files that Dateline writes for issues of some dates, and with it each tool that writes all pages: those that every tool
 * writes, and months, sections, sources, twins, data, feeds and site maps. Which sources there are is not looked at.
 */
export function listAll(dates: readonly string[]): string[] {
  const years = new Set(dates.map((date) => date.slice(0, 4)));
  const months = [...new Set(dates.map((date) => date.slice(0, 7).replace('-', '/')))].sort();
  const sections = sectionNames.map((name) => name.toLowerCase());
  const inFeeds = (folder: string) => ['rss.xml', 'atom.xml', 'feed.json'].map((file) => `${folder}${file}`);
  return [
    ...listShared(dates),
    ...inFeeds('').slice(1),
    ...['items', ...sections].flatMap((folder) => inFeeds(`${folder}/`)),
    ...['sources/index.html', 'archive.json', 'sitemap-index.xml', 'sitemap-0.xml'],
    ...[...years].flatMap((year) => [`${year}/issues.json`, `sitemap-${year}.xml`]),
    ...months.flatMap((month) => ['index.html', 'rss.xml', 'atom.xml'].map((file) => `${month}/${file}`)),
    // The newest month of a section has the section's own address.
    ...sections.flatMap((section) =>
      ['', ...months.slice(0, -1)].map((month) => path.posix.join(section, month, 'index.html')),
    ),
    ...dates.flatMap((date) => ['md', 'json'].map((end) => `${date.replaceAll('-', '/')}.${end}`)),
  ];
}
