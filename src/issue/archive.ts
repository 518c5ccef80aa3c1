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
  /** Whether one of them is an error: most files have nothing that could be one, and are not opened to tell. */
  readonly hasError: boolean;
  /** Whether it shows a picture from another host. */
  readonly hasRemoteImages: boolean;
  /** The key under which its content is kept. */
  readonly key: string;
  /** What lists need of it; nothing where it cannot be read as an issue. With an error in `file` it is not published. */
  readonly entry: EntryWithHosts | undefined;
  /** The stories that run in other issues, too. */
  readonly threads: readonly Thread[];
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
  /** For each file what comes from the others, asked for when anybody asks the file: in a build, of few of them. */
  #others: Others = {
    threadsOf: ({ name }) => this.#stories.threadsOf(name),
    mayCollide: ({ name, base }) => this.#twins.isShared(base) || this.#moves.has(name),
    addMessages: (read, file) => this.#addMessages(read, file),
  };

  constructor(folders: Folders, cache: IssueCache, { files, relations }: Inventory) {
    this.#folders = folders;
    this.#cache = cache;
    const withStories: StoryFile[] = [];
    for (const { name, found } of files) {
      const read = this.#take(name, found);
      if (read.isIssue) withStories.push(read);
    }
    this.#stories = new Stories(withStories, relations);
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
   * @returns the files that were read anew, or may have other messages or threads now, and the paths of those that are no
   *   more
   */
  refresh(changed: string): { files: IssueFile[]; gone: string[] } {
    // An image may have come that another file was waiting for.
    const waiting = [...this.#read.values()].filter((read) => read.hasError).map(({ name }) => name);
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
    const files = [...stale].flatMap((name) => this.#read.get(name) ?? []);
    for (const read of files) read.forgetOthers();
    return { files, gone };
  }

  #put(name: string, found: Found | undefined): void {
    const read = this.#take(name, found);
    if (read.isIssue) this.#stories.replace(read);
    else this.#stories.remove(name);
  }

  #take(name: string, found: Found | undefined): ReadFile {
    const read = new ReadFile(name, found, this.#folders, this.#others);
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

  #addMessages({ name, base }: ReadFile, file: VFile): void {
    for (const { rule, place, reason } of this.#stories.messagesOf(name)) addMessage(file, rule, place, reason);
    for (const { alias, reason } of this.#moves.judge(name, shownPath)) {
      addMessage(file, 'issue-aliases', placeAlias(String(file.value), alias), reason);
    }
    const twin = this.#twins.get(base).find((other) => other !== name);
    const other = twin && this.#read.get(twin)?.path;
    if (other) report(file, 'file-repeat', undefined, `second file of this date beside ${quote(other)}`, 'one');
  }
}

/** What the other files of an archive have to say of one. */
interface Others {
  threadsOf: (read: ReadFile) => readonly Thread[];
  /** Whether they may have its date, or one that it had. */
  mayCollide: (read: ReadFile) => boolean;
  addMessages: (read: ReadFile, file: VFile) => void;
}

/** A file with what is known of it. */
class ReadFile implements IssueFile, StoryFile {
  readonly path: string;
  readonly name: string;
  /** Its name in its folder. */
  readonly base: string;
  /** That of its name: with another one in it, there would be an error. */
  readonly date: string;
  readonly #found: Found | undefined;
  readonly #folders: Folders;
  readonly #others: Others;
  #threads: readonly Thread[] | undefined;
  #file: VFile | undefined;
  /** The messages that came with it. */
  #own: readonly VFileMessage[] = [];
  /** Whether it has those that come from the others, too. */
  #isJudged = false;
  #entry: EntryWithHosts | undefined;

  constructor(name: string, found: Found | undefined, folders: Folders, others: Others) {
    this.path = shownPath(name);
    this.base = name.slice(name.lastIndexOf(path.sep) + 1);
    this.date = this.base.replace(/\.md$/, '');
    this.name = name;
    this.#found = found;
    this.#folders = folders;
    this.#others = others;
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
    const file = (this.#file ??= this.#open());
    if (!this.#isJudged) {
      this.#isJudged = true;
      file.messages = [...this.#own];
      this.#others.addMessages(this, file);
    }
    return file;
  }

  get hasError(): boolean {
    const card = this.#found?.card;
    const isClean = card !== undefined && card.images.length + card.messages.length === 0;
    // What there is to say of its stories is no error.
    return (!isClean || this.#others.mayCollide(this)) && hasError(this.file);
  }

  get hasRemoteImages(): boolean {
    return this.#found?.card.messages.some(({ rule }) => rule === 'image-remote') === true;
  }

  get threads(): readonly Thread[] {
    return (this.#threads ??= this.#others.threadsOf(this));
  }

  /** Has what comes from the other files asked for again. */
  forgetOthers(): void {
    this.#threads = undefined;
    this.#isJudged = false;
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
