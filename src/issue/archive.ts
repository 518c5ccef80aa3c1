import path from 'node:path';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { addMessages, type IssueCache } from './cache.ts';
import { entryOf, storiesOf } from './card.ts';
import type { Entry } from './entry.ts';
import { isFile, openFile, shownPath, tryReadFile, type Folders } from './files.ts';
import { reportMissingImages } from './images.ts';
import { takeInventory, type Found } from './inventory.ts';
import { addMessage, hasError, quote, report } from './message.ts';
import { Moves, placeAlias } from './moves.ts';
import { readCard } from './read.ts';
import { Stories, type Thread } from './stories.ts';

/** One file under `content/issues/` and what is in it. */
export interface IssueFile {
  /** With its messages, those included that only the whole archive can tell. Its bytes are read when they are asked for. */
  file: VFile;
  /** The key under which its content is kept. */
  key: string;
  /** What lists need of it; nothing where it cannot be read as an issue. With an error in `file` it is not published. */
  entry?: Entry;
  /** The stories that run in other issues, too. */
  threads: Thread[];
}

/** What is known of a file by itself. */
interface Read extends Omit<IssueFile, 'threads'> {
  /** The messages that came with it. */
  own: VFileMessage[];
}

/**
 * All issues of a newsletter, with all that its catalogue knows of them: a file is read only where it changed since, and
 * parsed only where no file with its name and bytes was.
 *
 * @param onRead is told after each parsed file how many of how many are done
 */
export async function openArchive(
  folders: Folders,
  cache: IssueCache,
  onRead?: (done: number, total: number) => void,
): Promise<Archive> {
  return new Archive(folders, cache, await takeInventory(folders, cache, onRead));
}

/** All issues of a newsletter: read once, and again where something changes. */
export class Archive {
  #folders: Folders;
  #cache: IssueCache;
  #read = new Map<string, Read>();
  #twins = new Map<string, Set<string>>();
  #stories = new Stories();
  #moves = new Moves();
  #judged = new Map<string, IssueFile>();

  /** @param inventory what is in each file; nothing of one that cannot be read */
  constructor(folders: Folders, cache: IssueCache, inventory: ReadonlyMap<string, Found | undefined>) {
    this.#folders = folders;
    this.#cache = cache;
    for (const [name, found] of inventory) this.#put(name, found);
    this.#judge(inventory.keys());
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
      for (const name of names) {
        for (const other of this.#stories.neighboursOf(name)) stale.add(other);
        for (const other of this.#moves.neighboursOf(name)) stale.add(other);
      }
    };
    addNeighbours();
    const gone = names.filter((name) => !isFile(name)).flatMap((name) => this.#drop(name) ?? []);
    for (const name of names.filter(isFile)) this.#put(name, readCard(name, this.#cache, this.#folders));
    addNeighbours();
    for (const name of names) for (const twin of this.#twinsOf(name)) stale.add(twin);
    return { files: this.#judge(stale), gone };
  }

  #put(name: string, found: Found | undefined): void {
    const file = found ? openFile(name) : tryReadFile(name, this.#folders);
    if (found) {
      addMessages(file, found.card.messages);
      reportMissingImages(found.card.images, file, this.#folders);
    }
    const entry = found && entryOf(found.card);
    this.#read.set(name, { file, key: found?.key ?? '', own: file.messages, ...(entry && { entry }) });
    this.#twinsOf(name).add(name);
    if (entry) {
      const { date, aliases = [] } = entry;
      this.#moves.replace({ path: name, date, aliases });
      const { card } = found;
      this.#stories.replace({ path: name, date, marks: card.marks, read: () => storiesOf(card) });
    } else {
      this.#stories.remove(name);
      this.#moves.remove(name);
    }
  }

  /** @returns the path under which the file was known */
  #drop(name: string): string | undefined {
    const { file } = this.#read.get(name) ?? {};
    this.#read.delete(name);
    this.#twinsOf(name).delete(name);
    this.#judged.delete(name);
    this.#stories.remove(name);
    this.#moves.remove(name);
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
      for (const { alias, reason } of this.#moves.judge(name, shownPath)) {
        addMessage(file, 'issue-aliases', placeAlias(String(file.value), alias), reason);
      }
      const twin = [...this.#twinsOf(name)].find((other) => other !== name);
      const other = twin && this.#read.get(twin)?.file.path;
      if (other) report(file, 'file-repeat', undefined, `second file of this date beside ${quote(other)}`, 'one');
      const judged = { file, key, ...(entry && { entry }), threads };
      this.#judged.set(name, judged);
      return [judged];
    });
  }
}
