import path from 'node:path';
import type { VFile } from 'vfile';
import { addMessages, type IssueCache } from './cache.ts';
import { Catalogue, type Card } from './catalogue.ts';
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
  #catalogue: Catalogue;
  #files = new Map<string, IssueFile>();

  /** @param onRead is told after each file how many of how many are read */
  constructor(folders: Folders, cache: IssueCache, onRead?: (done: number, total: number) => void) {
    this.#folders = folders;
    this.#cache = cache;
    this.#catalogue = new Catalogue(path.join(folders.cache, 'catalogue.txt'));
    this.#read(listIssueFiles(folders), onRead);
    this.#catalogue.save();
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

  #read(names: readonly string[], onRead?: (done: number, total: number) => void): void {
    names.forEach((name, index) => {
      this.#files.set(name, this.#readFile(name));
      onRead?.(index + 1, names.length);
    });
    reportTwins([...this.#files.values()].map(({ file }) => file));
  }

  /** Reads one file; of the others it knows nothing. */
  #readFile(name: string): IssueFile {
    const file = readFile(name);
    const key = this.#cache.keyOf(file);
    const { entry, images } = this.#readCard(file, key);
    reportMissingImages(images, file, this.#folders);
    return { file, key, ...(entry && { entry }) };
  }

  /** What the file holds; its messages are added to the file. */
  #readCard(file: VFile, key: string): Card {
    const known = this.#catalogue.get(key);
    if (known) {
      addMessages(file, known.messages);
      return known;
    }
    const { issue, images, messages } = this.#cache.read(file, key);
    const card = { ...(issue && { entry: toEntry(issue) }), images, messages };
    this.#catalogue.set(key, card);
    return card;
  }
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
