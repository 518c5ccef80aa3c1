import path from 'node:path';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { Buckets } from './buckets.ts';
import { addMessages, type IssueCache } from './cache.ts';
import { entryOf, storiesOf, type KeptStory } from './card.ts';
import type { Found } from './catalogue.ts';
import type { EntryWithHosts } from './entry.ts';
import { isFile, openFile, shownPath, tryReadFile, type Folders } from './files.ts';
import { reportMissingImages } from './images.ts';
import { takeInventory, type Inventory } from './inventory.ts';
import type { StoryFile } from './story-index.ts';
import { addMessage, hasError, quote, report } from './message.ts';
import { Moves, placeAlias } from './moves.ts';
import { readCard } from './read.ts';
import type { Relations } from './relations.ts';
import type { Thread } from './runs.ts';
import { Stories } from './stories.ts';
import type { Survey } from './survey.ts';

/** One file under `content/issues/` and what is in it. */
export interface IssueFile {
  /** Its path as messages show it. */
  readonly path: string;
  /** With its messages, those included that only the whole archive can tell. Its bytes are read when they are asked for. */
  readonly file: VFile;
  /** Whether there are any: most files have none, and need not be made to tell. */
  readonly hasMessages: boolean;
  /** The key under which its content is kept. */
  readonly key: string;
  /** What lists need of it; nothing where it cannot be read as an issue. With an error in `file` it is not published. */
  readonly entry: EntryWithHosts | undefined;
  /** The stories that run in other issues, too. */
  threads: Thread[];
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
  const { archive, keep } = await readArchive(folders, cache, onRead);
  keep();
  return archive;
}

/**
 * The same for somebody in a hurry: who reads, keeps in the catalogue what was read as soon as there is time.
 *
 * @param survey of the files, where somebody has begun to look at them
 */
export async function readArchive(
  folders: Folders,
  cache: IssueCache,
  onRead?: (done: number, total: number) => void,
  survey?: Promise<Survey | undefined>,
): Promise<{ archive: Archive; keep: () => void }> {
  const inventory = await takeInventory(folders, cache, onRead, survey);
  const archive = new Archive(folders, cache, inventory);
  return { archive, keep: () => inventory.keep(() => archive.relations) };
}

/** All issues of a newsletter: read once, and again where something changes. */
export class Archive {
  #folders: Folders;
  #cache: IssueCache;
  #read = new Map<string, ReadFile>();
  /** The files of each date: it should have one only. */
  #twins = new Buckets<string, string>();
  #stories: Stories;
  #moves = new Moves((date) => this.#twins.get(`${date}.md`).filter((name) => this.#read.get(name)?.isIssue));

  constructor(folders: Folders, cache: IssueCache, { files, relations }: Inventory) {
    this.#folders = folders;
    this.#cache = cache;
    const withStories: StoryFile[] = [];
    for (const { name, found } of files) {
      const read = this.#take(name, found);
      if (read.isIssue) withStories.push(read);
    }
    this.#stories = new Stories(withStories, relations);
    this.#judge(this.#read.keys());
  }

  /** The relations of the stories as the archive was opened. */
  get relations(): Relations {
    return this.#stories.relations;
  }

  /** Every file, in the order of their paths. */
  get files(): IssueFile[] {
    return [...this.#read.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /**
   * Reads a file again that was added, changed or deleted, and the files whose messages that may change.
   *
   * @returns the files that were read or judged anew, and the paths of those that are no more
   */
  refresh(changed: string): { files: IssueFile[]; gone: string[] } {
    // An image may have come that another file was waiting for.
    const waiting = [...this.#read].filter(([, read]) => read.hasMessages && hasError(read.file)).map(([name]) => name);
    const names = [...new Set([...waiting, changed])];
    const stale = new Set(names);
    const addNeighbours = () => {
      for (const name of names) {
        for (const other of this.#stories.neighboursOf(name)) stale.add(other);
        const date = path.basename(name, '.md');
        for (const other of this.#moves.neighboursOf(name, date)) stale.add(other);
      }
    };
    addNeighbours();
    const gone = names.filter((name) => !isFile(name)).flatMap((name) => this.#drop(name) ?? []);
    for (const name of names.filter(isFile)) this.#put(name, readCard(name, this.#cache, this.#folders));
    addNeighbours();
    for (const name of names) for (const twin of this.#twins.get(path.basename(name))) stale.add(twin);
    return { files: this.#judge(stale), gone };
  }

  #put(name: string, found: Found | undefined): void {
    const read = this.#take(name, found);
    if (read.isIssue) this.#stories.replace(read);
    else this.#stories.remove(name);
  }

  #take(name: string, found: Found | undefined): ReadFile {
    const read = new ReadFile(name, found, this.#folders);
    if (!this.#read.has(name)) this.#twins.add(read.base, name);
    this.#read.set(name, read);
    this.#moves.replace(name, read.aliases);
    return read;
  }

  /** @returns the path under which the file was known */
  #drop(name: string): string | undefined {
    const known = this.#read.get(name);
    this.#read.delete(name);
    this.#twins.remove(path.basename(name), name);
    this.#stories.remove(name);
    this.#moves.remove(name);
    return known?.path;
  }

  /** Adds the messages to files that come from the others. */
  #judge(names: Iterable<string>): IssueFile[] {
    const judged: ReadFile[] = [];
    for (const name of names) {
      const read = this.#read.get(name);
      if (!read) continue;
      const { messages, threads } = this.#stories.judge(name);
      read.threads = threads;
      const collisions = this.#moves.judge(name, shownPath);
      const { base } = read;
      const twin = this.#twins.isShared(base) ? this.#twins.get(base).find((other) => other !== name) : undefined;
      const other = twin && this.#read.get(twin)?.path;
      read.say(messages.length + collisions.length > 0 || other !== undefined, (file) => {
        for (const { rule, place, reason } of messages) addMessage(file, rule, place, reason);
        for (const { alias, reason } of collisions) {
          addMessage(file, 'issue-aliases', placeAlias(String(file.value), alias), reason);
        }
        if (other) report(file, 'file-repeat', undefined, `second file of this date beside ${quote(other)}`, 'one');
      });
      judged.push(read);
    }
    return judged;
  }
}

/** A file with what is known of it by itself. */
class ReadFile implements IssueFile, StoryFile {
  readonly path: string;
  readonly name: string;
  /** Its name in its folder. */
  readonly base: string;
  /** That of its name: with another one in it, there would be an error. */
  readonly date: string;
  threads: Thread[] = [];
  readonly #found: Found | undefined;
  readonly #folders: Folders;
  #file: VFile | undefined;
  /** The messages that came with it. */
  #own: readonly VFileMessage[] = [];
  #entry: EntryWithHosts | undefined;

  constructor(name: string, found: Found | undefined, folders: Folders) {
    this.path = shownPath(name);
    this.base = path.basename(name);
    this.date = path.basename(this.base, '.md');
    this.name = name;
    this.#found = found;
    this.#folders = folders;
  }

  /** Whether it can be read as an issue. */
  get isIssue(): boolean {
    return this.#found?.card.facts !== undefined;
  }

  get marks(): Int32Array {
    return this.#found?.card.marks ?? nothing;
  }

  readStories(): KeptStory[] {
    return this.#found ? storiesOf(this.#found.card) : [];
  }

  get file(): VFile {
    return (this.#file ??= this.#open());
  }

  get hasMessages(): boolean {
    return (this.#file?.messages.length ?? 0) > 0;
  }

  /**
   * Puts what the other files have to say of it in the place of what they had.
   *
   * @param isSome whether it is anything
   */
  say(isSome: boolean, write: (file: VFile) => void): void {
    // A file that nobody has anything to say of is not made.
    const { images = [], messages = [] } = this.#found?.card ?? {};
    if (!isSome && !this.#file && this.#found && images.length + messages.length === 0) return;
    const { file } = this;
    file.messages = [...this.#own];
    write(file);
  }

  #open(): VFile {
    const found = this.#found;
    const file = found ? openFile(this.name) : tryReadFile(this.name, this.#folders);
    if (found) {
      addMessages(file, found.card.messages);
      reportMissingImages(found.card.images, file, this.#folders);
    }
    this.#own = file.messages;
    return file;
  }

  get key(): string {
    return this.#found?.key ?? '';
  }

  /** The dates that the issue had before. */
  get aliases(): readonly string[] {
    return this.entry?.aliases ?? [];
  }

  get entry(): EntryWithHosts | undefined {
    if (this.#found) this.#entry ??= entryOf(this.#found.card);
    return this.#entry;
  }
}

const nothing = new Int32Array();
