import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { digest } from '../digest.ts';
import { quote } from '../issue/message.ts';
import { isSystemError, Refusal } from '../refusal.ts';
import { exchange } from './exchange.ts';
import { copy, createLinker } from './link.ts';
import { lookBeside } from './look.ts';
import { takeLock } from './lock.ts';
import { dropRecord, readRecord, writeRecord, type Look, type OutputFiles, type Recorded } from './record.ts';

/**
 * The folder that a site is built into. A build never touches it while it works: it prepares a second folder beside it, of
 * links to the files that stay and of new ones, and changes the two for each other in the end. So whatever happens, the
 * folder holds the last good site as a whole; and a file that stays keeps its bytes and its time, so that a copy to a host
 * sends only what changed. The second folder, then the site before, is kept for the next build, which so has to bring up to
 * date only what changed since. Only a folder that is a disk of its own cannot change places: its files do, one by one.
 */
export class Output {
  #files: OutputFiles = new Map();
  readonly #places: Places;
  readonly #looking: ReturnType<typeof lookBeside>;
  #looked: Look | undefined;
  readonly #release: () => void;

  private constructor(places: Places, release: () => void) {
    this.#places = places;
    this.#release = release;
    this.#looking = lookBeside(places);
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

  /** Waits until it is known which files of the last two builds are still what those wrote; what is opened looks for that. */
  async look(): Promise<void> {
    this.#looked = await this.#looking.found;
    this.#files = readRecord(this.#places.record, this.#looked.written);
  }

  /** The files of the last build, as far as they are still what it wrote. */
  get files(): OutputFiles {
    return this.#files;
  }

  /**
   * Begins the second folder. Whoever writes a file there takes away what is in its place.
   *
   * @returns the folder; of the last build's files it has those that `keep` is told of
   */
  stage(): string {
    const { spare, spareRecord } = this.#places;
    // From here on it is neither the old state nor the new one; a build that is killed leaves it to be made again.
    dropRecord(spareRecord);
    if (!this.#looked?.spare) rmSync(spare, { recursive: true, force: true });
    mkdirSync(spare, { recursive: true });
    return spare;
  }

  /** Has the second folder hold those of some files that are the last build's; they may still be written anew. */
  keep(names: Iterable<string>): void {
    const { folder, spare } = this.#places;
    const differing = this.#looked?.spare?.differing;
    const link = createLinker();
    for (const name of names) {
      const isThere = differing?.has(name) === false;
      if (this.files.has(name) && !isThere) link(path.join(folder, name), path.join(spare, name));
    }
  }

  /**
   * Puts the second folder in the place of the output.
   *
   * @param files all that it now holds
   */
  replace(files: OutputFiles): void {
    const { folder, spare, record, spareRecord } = this.#places;
    this.#dropOthers(files);
    // A file that somebody changed is in no record any more, and must not come back with the build after the next.
    const isWhole = existsSync(record) && this.#looked?.written.length === this.files.size;
    const isKnown = isWhole && !hasStrangers(folder, this.files, statSync(record).mtimeMs);
    if (!exchange(spare, folder, this.#places.aside)) return this.#copyOver(files);
    // What was the output is the second folder now.
    if (isKnown && this.#looked?.isTrue) createLinker()(record, spareRecord);
    else if (isKnown) writeRecord(spareRecord, this.files);
    writeRecord(record, files);
    if (!existsSync(spare)) this.#prepare(files);
  }

  /**
   * Brings the output up to date where it cannot be exchanged: file by file, each as a whole, pages after what they need,
   * and what is no more at last.
   *
   * @throws Refusal where the system ends that halfway
   */
  #copyOver(files: OutputFiles): void {
    const { folder, record, spareRecord } = this.#places;
    try {
      this.#copyChanged(files);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new Refusal(
        `Unexpected answer of the system: ${error.message}. ${quote(folder)} is a disk of its own, whose files are replaced one by one: until the next build some are new and some old.`,
        { cause: error },
      );
    }
    writeRecord(record, files);
    writeRecord(spareRecord, files);
  }

  #copyChanged(files: OutputFiles): void {
    const { folder, spare } = this.#places;
    const changed = [...files].filter(([name, { digest, written }]) => {
      const before = this.files.get(name);
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

  /** Records the files where none of them changed. The second folder, if it was staged, holds the same. */
  confirm(files: OutputFiles): void {
    const { record, spareRecord } = this.#places;
    this.#dropOthers(files);
    writeRecord(record, files);
    writeRecord(spareRecord, files);
  }

  /** Removes from the second folder what it held before and shall not now. */
  #dropOthers(files: OutputFiles): void {
    const spare = this.#looked?.spare;
    if (!spare) return;
    for (const name of [...this.files.keys(), ...spare.extra]) if (!files.has(name)) drop(this.#places.spare, name);
  }

  /** Makes a second folder where there is none: after the first build, so that the next day's need not. */
  #prepare(files: OutputFiles): void {
    const { folder, spare, spareRecord } = this.#places;
    try {
      const link = createLinker();
      for (const name of files.keys()) link(path.join(folder, name), path.join(spare, name));
      writeRecord(spareRecord, files);
    } catch (error) {
      // The site is in its place; this only saves time later.
      if (!isSystemError(error)) throw error;
      rmSync(spare, { recursive: true, force: true });
    }
  }

  get folder(): string {
    return this.#places.folder;
  }

  close(): void {
    this.#looking.end();
    this.#release();
  }
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

/** Whether somebody may have put files of his own into the folder: each of its folders tells when a name last came or went. */
function hasStrangers(folder: string, files: OutputFiles, since: number): boolean {
  const folders = new Set<string>();
  for (const name of files.keys()) {
    for (let up = path.dirname(name); !folders.has(up); up = path.dirname(up)) folders.add(up);
  }
  return [...folders].some(
    (name) => (statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0) > since,
  );
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
