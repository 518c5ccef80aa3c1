import path from 'node:path';
import type { VFile } from 'vfile';
import type { IssueCache } from './cache.ts';
import { isFile, listIssueFiles, readFile, type Folders } from './files.ts';
import { reportMissingImages } from './images.ts';
import { hasError, quote, report } from './message.ts';
import type { Issue } from './schema.ts';

/** One file under `content/issues/` and what is in it. */
export interface IssueFile {
  /** With its messages, those included that only the whole archive can tell. */
  file: VFile;
  /** The key under which its content is kept. */
  key: string;
  /** What lists need of it; nothing where it cannot be read as an issue. With an error in `file` it is not published. */
  entry?: Entry;
}

/** An issue as the archive lists it, without its texts. */
export interface Entry {
  date: string;
  tagline: string;
  title?: string;
  draft: boolean;
  sections: { name: string; items: { name: string; title: string; link?: string }[] }[];
}

/** All issues of a newsletter: read once, and again where something changes. */
export class Archive {
  #folders: Folders;
  #cache: IssueCache;
  #files = new Map<string, IssueFile>();

  constructor(folders: Folders, cache: IssueCache) {
    this.#folders = folders;
    this.#cache = cache;
    this.#read(listIssueFiles(folders));
  }

  /** Every file, in the order of their paths. */
  get files(): IssueFile[] {
    return [...this.#files.values()].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  }

  /** Reads a file again that was added, changed or deleted, and the files whose messages that may change. */
  refresh(changed: string): void {
    const isStale = ([name, { file }]: [string, IssueFile]) =>
      path.basename(name) === path.basename(changed) || hasError(file);
    const stale = new Set([...this.#files].filter(isStale).map(([name]) => name)).add(changed);
    for (const name of stale) this.#files.delete(name);
    this.#read([...stale].filter(isFile));
  }

  #read(names: readonly string[]): void {
    for (const name of names) this.#files.set(name, readIssueFile(name, this.#folders, this.#cache));
    reportTwins([...this.#files.values()].map(({ file }) => file));
  }
}

/** Reads one file; of the others it knows nothing. */
function readIssueFile(name: string, folders: Folders, cache: IssueCache): IssueFile {
  const file = readFile(name);
  const key = cache.keyOf(file);
  const parsed = cache.read(file, key);
  reportMissingImages(parsed.images, file, folders);
  return { file, key, ...(parsed.issue && { entry: toEntry(parsed.issue) }) };
}

/** What a list shows of an issue. */
export function toEntry({ date, tagline, title, draft, sections }: Issue): Entry {
  return {
    date,
    tagline,
    ...(title !== undefined && { title }),
    draft,
    sections: sections.map((section) => ({
      name: section.name,
      items: section.items.map((item) => ({
        name: item.name,
        title: item.title.html,
        ...(item.link !== undefined && { link: item.link }),
      })),
    })),
  };
}

/** Reports every file whose date another file has, too; one that has been reported keeps its message. */
function reportTwins(files: readonly VFile[]): void {
  for (const twins of Map.groupBy(files, (file) => file.basename).values()) {
    for (const file of twins) {
      const other = twins.find((twin) => twin !== file);
      if (!other || file.messages.some(({ ruleId }) => ruleId === 'file-repeat')) continue;
      report(file, 'file-repeat', undefined, `second file of this date beside ${quote(other.path)}`, 'one');
    }
  }
}
