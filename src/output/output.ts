import {
  type Stats,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import { digest } from '../issue/digest.ts';
import { quote } from '../issue/message.ts';
import { isSystemError, Refusal } from '../refusal.ts';
import { exchange } from './exchange.ts';
import { copy, createLinker } from './link.ts';
import type { Lookout } from './look.ts';
import { takeLock } from './lock.ts';
import {
  dropRecord,
  readRecord,
  writeRecord,
  type Look,
  type OutputChapters,
  type OutputFile,
  type Recorded,
  type RecordedChapter,
} from './record.ts';

/**
 * The folder that a site is built into. A build never touches it while it works: it prepares a second folder beside it, of
 * links to the files that stay and of new ones, and changes the two for each other in the end. So whatever happens, the
 * folder holds the last good site as a whole; and a file that stays keeps its bytes and its time, so that a copy to a host
 * sends only what changed. The second folder, then the site before, is kept for the next build, which so has to bring up to
 * date only what changed since. Only a folder that is a disk of its own cannot change places: its files do, one by one.
 */
export class Output {
  #chapters: ReadonlyMap<string, RecordedChapter> = new Map();
  readonly #places: Places;
  #looking: Promise<Look> | undefined;
  #looked: Look | undefined;
  readonly #link = createLinker();
  readonly #release: () => void;

  private constructor(places: Places, release: () => void) {
    this.#places = places;
    this.#release = release;
  }

  /**
   * Opens the output for one build; another build into the same folder waits until it is closed.
   *
   * @param cache where the records of output folders are
   * @param onWait is called once where another build has to end first
   * @throws Refusal where the folder holds something else than a site
   */
  static async open(folder: string, cache: string, onWait: () => void): Promise<Output> {
    // A link to a folder elsewhere stays one: what is replaced is that folder.
    const places = findPlaces(existsSync(folder) ? realpathSync(folder) : folder, cache);
    const release = await takeLock(places.lock, onWait);
    try {
      recover(places);
      refuseForeign(places.folder);
      return new Output(places, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Has a thread begin to look which files of the last two builds are still what those wrote. */
  beginLook(lookout: Lookout): void {
    this.#looking = lookout.look(this.#places);
  }

  /** Waits until that is known. */
  async endLook(): Promise<void> {
    this.#looked = await this.#looking;
    if (!this.#looked) throw new Error('Nobody looks at the output');
    this.#chapters = readRecord(this.#places.record, this.#looked);
  }

  /** The chapters of the last build, with their files as far as these are still what it wrote. */
  get chapters(): ReadonlyMap<string, RecordedChapter> {
    return this.#chapters;
  }

  /**
   * Begins the second folder: of the last build's files it has those that `keep` is told of. Whoever writes a file there
   * takes away what is in its place.
   */
  stage(): void {
    const { spare, spareRecord } = this.#places;
    // From here on it is neither the old state nor the new one; a build that is killed leaves it to be made again.
    dropRecord(spareRecord);
    if (!this.#looked?.spare) rmSync(spare, { recursive: true, force: true });
    mkdirSync(spare, { recursive: true });
  }

  /**
   * Has the second folder hold files of the last build; they may still be written anew.
   *
   * @param kept chapters that stay as they were
   * @param open the names of the files of the others, each with what the chapter was before
   */
  keep({ kept, open }: Keeping): void {
    for (const chapter of kept.values()) this.#keep(chapter, () => true);
    for (const { before, names } of open) if (before) this.#keep(before, (name) => names.has(name));
  }

  #keep(chapter: RecordedChapter, isKept: (name: string) => boolean): void {
    const { folder, spare } = this.#places;
    for (const name of chapter.differing) {
      if (isKept(name) && chapter.files.has(name)) this.#link(path.join(folder, name), path.join(spare, name));
    }
  }

  /**
   * Puts the second folder in the place of the output.
   *
   * @param chapters all that it now holds
   */
  replace(chapters: OutputChapters): void {
    const { folder, spare, record, spareRecord, aside } = this.#places;
    this.#dropOthers(chapters);
    // A file that somebody changed is in no record any more, and must not come back with the build after the next.
    const before = this.#looked?.chapters.every(({ isWhole }) => isWhole) === true && statOf(record);
    if (!exchange(spare, folder, aside)) return this.#copyOver(chapters);
    // What was the output is the second folder now. Its record keeps its time: whatever is put there later is a stranger's.
    if (before && this.#looked?.chapters.every(({ isTrue }) => isTrue)) createLinker()(record, spareRecord);
    else if (before) {
      writeRecord(spareRecord, this.#chapters);
      utimesSync(spareRecord, before.atime, before.mtime);
    }
    writeRecord(record, chapters);
    if (!existsSync(spare)) this.#prepare(chapters);
  }

  /**
   * Brings the output up to date where it cannot be exchanged: file by file, each as a whole, pages after what they need,
   * and what is no more at last.
   *
   * @throws Refusal where the system ends that halfway
   */
  #copyOver(chapters: OutputChapters): void {
    const { folder, record, spareRecord } = this.#places;
    try {
      this.#copyChanged(filesOf(chapters));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new Refusal(
        `Unexpected answer of the system: ${error.message}. ${quote(folder)} is a disk of its own, whose files are replaced one by one: until the next build some are new and some old.`,
        { cause: error },
      );
    }
    writeRecord(record, chapters);
    writeRecord(spareRecord, chapters);
  }

  #copyChanged(files: ReadonlyMap<string, OutputFile>): void {
    const { folder, spare } = this.#places;
    const last = filesOf(this.#chapters);
    const changed = [...files].filter(([name, { digest, written }]) => {
      const before = last.get(name);
      return before?.digest !== digest || before.written !== written;
    });
    const [pages, others] = [changed.filter(([name]) => isPage(name)), changed.filter(([name]) => !isPage(name))];
    for (const [name] of [...others, ...pages]) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      copy(path.join(spare, name), path.join(folder, name));
    }
    // As after an exchange, nothing else is left there, whoever put it there or changed it.
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
      if (!entry.isDirectory() && !files.has(name)) drop(folder, name);
    }
  }

  /** Records the chapters where none of their files changed. The second folder, if it was staged, holds the same. */
  confirm(chapters: OutputChapters): void {
    const { record, spareRecord } = this.#places;
    this.#dropOthers(chapters);
    writeRecord(record, chapters);
    writeRecord(spareRecord, chapters);
  }

  /** The files of the last build that are in none of some chapters. */
  listGone(chapters: OutputChapters): string[] {
    const names = this.#namesOfOthers(chapters);
    return [...this.#chapters]
      .filter(([name, chapter]) => chapters.get(name) !== chapter)
      .flatMap(([, { files }]) => [...files.keys()].filter((name) => !names.has(name)));
  }

  /** The files of those chapters that are not just as they were: whatever the rest hold, they held before. */
  #namesOfOthers(chapters: OutputChapters): Set<string> {
    const others = [...chapters].filter(([name, chapter]) => this.#chapters.get(name) !== chapter);
    return new Set(others.flatMap(([, { files }]) => [...files.keys()]));
  }

  /** Removes from the second folder what it held before and shall not now. */
  #dropOthers(chapters: OutputChapters): void {
    const spare = this.#looked?.spare;
    if (!spare) return;
    const names = this.#namesOfOthers(chapters);
    const extra = spare.extra.filter((name) => !names.has(name));
    for (const name of [...this.listGone(chapters), ...extra]) drop(this.#places.spare, name);
  }

  /** Makes a second folder where there is none: after the first build, so that the next day's need not. */
  #prepare(chapters: OutputChapters): void {
    const { folder, spare, spareRecord } = this.#places;
    try {
      const link = createLinker();
      for (const name of filesOf(chapters).keys()) link(path.join(folder, name), path.join(spare, name));
      writeRecord(spareRecord, chapters);
    } catch (error) {
      // The site is in its place; this only saves time later.
      if (!isSystemError(error)) throw error;
      rmSync(spare, { recursive: true, force: true });
    }
  }

  get folder(): string {
    return this.#places.folder;
  }

  /** The second folder. */
  get spare(): string {
    return this.#places.spare;
  }

  close(): void {
    this.#release();
  }
}

/** Which files of the last build are to be kept. */
interface Keeping {
  kept: ReadonlyMap<string, RecordedChapter>;
  open: readonly { before: RecordedChapter | undefined; names: ReadonlySet<string> }[];
}

/** The output's own folder and what is beside it, on the same disk. */
interface Places extends Recorded {
  /** Where the output is for the moment of the change. */
  aside: string;
  lock: string;
}

function findPlaces(folder: string, cache: string): Places {
  const beside = path.join(path.dirname(folder), `.${path.basename(folder)}`);
  const record = path.join(cache, 'output', digest(folder));
  return {
    folder,
    spare: `${beside}.spare`,
    aside: `${beside}.aside`,
    lock: `${beside}.lock`,
    record: `${record}.txt`,
    spareRecord: `${record}-spare.txt`,
  };
}

/** Ends what a killed build had begun. */
function recover({ folder, aside }: Places): void {
  if (!existsSync(aside)) return;
  // It was killed between the two steps of the change: the old site goes back.
  if (!existsSync(folder)) renameSync(aside, folder);
  else rmSync(aside, { recursive: true, force: true });
}

/** A folder of somebody's own files, named by mistake, is not replaced. */
function refuseForeign(folder: string): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  if (names.length === 0 || names.includes('index.html') || names.includes('404.html')) return;
  const found = names.slice(0, 3).map(quote).join(', ');
  throw new Refusal(`Unexpected files ${found} in ${quote(folder)}, expected an empty folder or a site`);
}

function filesOf(chapters: OutputChapters): Map<string, OutputFile> {
  return new Map([...chapters.values()].flatMap(({ files }) => [...files]));
}

function statOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function isPage(name: string): boolean {
  return name.endsWith('.html');
}

/** Removes a file, and the folders that it leaves empty. */
function drop(folder: string, name: string): void {
  rmSync(path.join(folder, name), { force: true });
  for (let up = path.dirname(name); up !== '.'; up = path.dirname(up)) {
    try {
      rmdirSync(path.join(folder, up));
    } catch {
      return;
    }
  }
}
