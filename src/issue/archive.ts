import path from 'node:path';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { addMessages, type IssueCache } from './cache.ts';
import { Catalogue, type Card } from './catalogue.ts';
import { changedOn } from './change.ts';
import { isFile, listIssueFiles, tryReadFile, type Folders } from './files.ts';
import { reportMissingImages } from './images.ts';
import { addMessage, hasError, quote, report } from './message.ts';
import { Stories, type Thread } from './stories.ts';
import type { Issue } from './schema.ts';
import type { Story } from './story.ts';

/** One file under `content/issues/` and what is in it. */
export interface IssueFile {
  /** With its messages, those included that only the whole archive can tell. */
  file: VFile;
  /** The key under which its content is kept. */
  key: string;
  /** What lists need of it; nothing where it cannot be read as an issue. With an error in `file` it is not published. */
  entry?: Entry;
  /** The stories that run in other issues, too. */
  threads: Thread[];
}

/** An issue as the archive lists it, without its texts. */
export interface Entry {
  date: string;
  tagline: string;
  title?: string;
  draft: boolean;
  /** The day of its last change after publication. */
  changed?: string;
  sections: { name: string; items: { name: string; title: string; link?: string }[] }[];
}

/** What is known of a file by itself. */
interface Read extends Omit<IssueFile, 'threads'> {
  /** The messages that came with it. */
  own: VFileMessage[];
  stories: Story[];
}

/** All issues of a newsletter: read once, and again where something changes. */
export class Archive {
  #folders: Folders;
  #cache: IssueCache;
  #read = new Map<string, Read>();
  #twins = new Map<string, Set<string>>();
  #stories = new Stories();
  #judged = new Map<string, IssueFile>();
  #catalogue: Catalogue;

  /** @param onRead is told after each file how many of how many are read */
  constructor(folders: Folders, cache: IssueCache, onRead?: (done: number, total: number) => void) {
    this.#folders = folders;
    this.#cache = cache;
    this.#catalogue = new Catalogue(path.join(folders.cache, 'catalogue.txt'));
    const names = listIssueFiles(folders);
    names.forEach((name, index) => {
      this.#take(name);
      onRead?.(index + 1, names.length);
    });
    this.#catalogue.save();
    this.#judge(names);
  }

  /** Every file, in the order of their paths. */
  get files(): IssueFile[] {
    return [...this.#judged.values()].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  }

  /**
   * Reads a file again that was added, changed or deleted, and the files whose messages that may change.
   *
   * @returns the files that were read or judged anew, and the paths of those that are no more
   */
  refresh(changed: string): { files: IssueFile[]; gone: string[] } {
    // An image may have come that another file was waiting for.
    const waiting = [...this.#read].filter(([, { file }]) => hasError(file)).map(([name]) => name);
    const names = [...new Set([...waiting, changed])];
    const stale = new Set(names);
    const addNeighbours = () => {
      for (const name of names) for (const other of this.#stories.neighboursOf(name)) stale.add(other);
    };
    addNeighbours();
    const gone = names.filter((name) => !isFile(name)).flatMap((name) => this.#drop(name) ?? []);
    for (const name of names.filter(isFile)) this.#take(name);
    addNeighbours();
    for (const name of names) for (const twin of this.#twinsOf(name)) stale.add(twin);
    return { files: this.#judge(stale), gone };
  }

  #take(name: string): void {
    const read = this.#readFile(name);
    this.#read.set(name, read);
    this.#twinsOf(name).add(name);
    this.#stories.replace(name, read.entry?.date ?? '', read.stories);
  }

  /** @returns the path under which the file was known */
  #drop(name: string): string | undefined {
    const { file } = this.#read.get(name) ?? {};
    this.#read.delete(name);
    this.#twinsOf(name).delete(name);
    this.#judged.delete(name);
    this.#stories.replace(name, '', []);
    return file?.path;
  }

  /** The files with the name of one: a date has one file only. */
  #twinsOf(name: string): Set<string> {
    const base = path.basename(name);
    const twins = this.#twins.get(base) ?? new Set();
    this.#twins.set(base, twins);
    return twins;
  }

  /** Adds the messages to files that come from the others. */
  #judge(names: Iterable<string>): IssueFile[] {
    return [...names].flatMap((name) => {
      const read = this.#read.get(name);
      if (!read) return [];
      const { file, key, entry, own } = read;
      const { messages, threads } = this.#stories.judge(name);
      file.messages = [...own];
      for (const { rule, place, reason } of messages) addMessage(file, rule, place, reason);
      const twin = [...this.#twinsOf(name)].find((other) => other !== name);
      const other = twin && this.#read.get(twin)?.file.path;
      if (other) report(file, 'file-repeat', undefined, `second file of this date beside ${quote(other)}`, 'one');
      const judged = { file, key, ...(entry && { entry }), threads };
      this.#judged.set(name, judged);
      return [judged];
    });
  }

  /** Reads one file; of the others it knows nothing. */
  #readFile(name: string): Read {
    const file = tryReadFile(name, this.#folders);
    if (file.value === undefined) return { file, key: '', own: [...file.messages], stories: [] };
    const key = this.#cache.keyOf(file);
    const { entry, images, stories } = this.#readCard(file, key);
    reportMissingImages(images, file, this.#folders);
    return { file, key, own: [...file.messages], stories, ...(entry && { entry }) };
  }

  /** What the file holds; its messages are added to the file. */
  #readCard(file: VFile, key: string): Card {
    const known = this.#catalogue.get(key);
    if (known) {
      addMessages(file, known.messages);
      return known;
    }
    const { issue, images, stories, messages } = this.#cache.read(file, key);
    const card = { ...(issue && { entry: toEntry(issue) }), images, stories, messages };
    this.#catalogue.set(key, card);
    return card;
  }
}

/** What a list shows of an issue. */
export function toEntry(issue: Issue): Entry {
  const { date, tagline, title, draft, sections } = issue;
  const changed = changedOn(issue);
  return {
    date,
    tagline,
    ...(title !== undefined && { title }),
    draft,
    ...(changed !== undefined && { changed }),
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
