import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { VFile } from 'vfile';
import { isCalendarDate } from './date.ts';
import { report } from './message.ts';

/** The folders that a newsletter is made of. */
export interface Folders {
  /** The project's own, with `package.json`. */
  root: string;
  /** `content/`, or what `CONTENT_DIR` names. */
  content: string;
  /** `public/`, where local images are. */
  public: string;
  /** What can be made again at any time: `.cache/`, or what `CACHE_DIR` names. */
  cache: string;
}

/** The folders of the newsletter in a folder. */
export function findFolders(
  root: string,
  environment: { CONTENT_DIR?: string | undefined; CACHE_DIR?: string | undefined },
): Folders {
  return {
    root,
    content: path.resolve(root, environment.CONTENT_DIR || 'content'),
    public: path.join(root, 'public'),
    cache: path.resolve(root, environment.CACHE_DIR || '.cache'),
  };
}

export function newsletterPath(folders: Folders): string {
  return path.join(folders.content, 'newsletter.yaml');
}

export function aboutPath(folders: Folders): string {
  return path.join(folders.content, 'about.md');
}

/** An owner's own colors and fonts. */
export function themePath(folders: Pick<Folders, 'content'>): string {
  return path.join(folders.content, 'theme.css');
}

export function issuesFolder(folders: Folders): string {
  return path.join(folders.content, 'issues');
}

/**
 * Every file under `content/issues/`, in any sub-folder, in an order that no machine changes. Hidden files (`.gitkeep`,
 * `Thumbs.db`) are the machine's own and left out; a link is followed by nobody.
 */
export function listIssueFiles(folders: Folders): string[] {
  const folder = issuesFolder(folders);
  if (!existsSync(folder)) return [];
  return listFiles(folder).sort();
}

/** Every file in a folder and those in it, hidden ones left out. Node's own way of listing sub-folders goes through links, and round and round where one leads back. */
export function listFiles(folder: string): string[] {
  const files: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (isHidden(entry.name)) continue;
    const file = folder + path.sep + entry.name;
    if (!entry.isDirectory()) files.push(file);
    else for (const inside of listFiles(file)) files.push(inside);
  }
  return files;
}

/** Whether a path is one that `listIssueFiles` would list. */
export function isIssuePath(folders: Folders, file: string): boolean {
  const folder = issuesFolder(folders);
  return isInside(folder, file) && !isHidden(path.relative(folder, file));
}

/**
 * The path at which the issue of a date belongs: in a folder like that of the newest issue, so that an archive that is
 * sorted into years (`issues/2026/`) or months stays so.
 */
export function issueFile(folders: Folders, date: string): string {
  const folder = issuesFolder(folders);
  const isIssue = (file: string) => isCalendarDate(path.basename(file, '.md'));
  const newest = listIssueFiles(folders)
    .filter(isIssue)
    .sort((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1))
    .at(-1);
  const [newestYear = '', newestMonth = ''] = newest ? path.basename(newest).split('-') : [];
  const [year = '', month = ''] = date.split('-');
  const parts = newest ? path.relative(folder, path.dirname(newest)).split(path.sep) : [];
  const turned = parts.map((part) => {
    if (part === newestYear) return year;
    if (part === newestMonth) return month;
    return part === `${newestYear}-${newestMonth}` ? `${year}-${month}` : part;
  });
  return path.join(folder, ...turned, `${date}.md`);
}

/** A file with its bytes, under the path that messages show: relative to the folder where the command runs. */
export function readFile(file: string): VFile {
  return new VFile({ path: shownPath(file), value: readFileSync(file) });
}

/**
 * A file of `content/` with its bytes; or without, and with a message, where it cannot be read: another user's file, a
 * link to nowhere, or one that leads out of `content/`, to what was never meant to be published.
 */
export function tryReadFile(file: string, folders: Folders): VFile {
  try {
    const home = realpathSync.native(folders.content);
    if (isInside(home, realpathSync.native(file))) return readFile(file);
  } catch {
    // Said below.
  }
  const unread = new VFile({ path: shownPath(file) });
  const expected = 'one that you may open, and no link to nowhere, to a folder or out of `content/`';
  report(unread, 'file-text', undefined, 'file that cannot be read', expected);
  return unread;
}

/** A file under the path that messages show, its bytes read when they are first asked for: most files' never are. */
export function openFile(file: string): VFile {
  return Object.defineProperty(new VFile({ path: shownPath(file) }), 'value', unread);
}

/** The bytes of a file that nobody has asked for yet. One for all files: an archive has many. */
const unread: PropertyDescriptor & ThisType<VFile> = {
  get() {
    const file = path.resolve(this.cwd, this.path);
    this.value = isFile(file) ? readFileSync(file) : '';
    return this.value;
  },
  set(value: VFile['value']) {
    Object.defineProperty(this, 'value', { value, writable: true, enumerable: true, configurable: true });
  },
  enumerable: true,
  configurable: true,
};

/** A path as messages show it: relative to the folder where the command runs, with slashes. */
export function shownPath(file: string): string {
  const folder = process.cwd();
  const here = folder.endsWith(path.sep) ? folder : folder + path.sep;
  // An archive has so many paths that a full comparison of each would be felt.
  const shown = file.startsWith(here) ? file.slice(here.length) : file;
  return path.sep === '/' ? shown : shown.replaceAll(path.sep, '/');
}

/**
 * What somebody makes of some of a file's bytes; nothing where there is no such file, or nothing can be made of it.
 *
 * @param make is given what takes bytes from a position on: fewer where the file ends before
 */
export function peek<T>(file: string, make: (take: (position: number, length: number) => Buffer) => T): T | undefined {
  let opened: number | undefined;
  try {
    const handle = (opened = openSync(file, 'r'));
    return make((position, length) => {
      const bytes = Buffer.alloc(Math.min(length, Math.max(fstatSync(handle).size - position, 0)));
      readSync(handle, bytes, 0, bytes.length, position);
      return bytes;
    });
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

export function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

export function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * Writes a file so that nobody ever reads half of it: whole under another name, then renamed. That name is hidden, so
 * that it is no issue, whatever happens to the process.
 */
export function writeFile(file: string, content: string | Uint8Array): void {
  const folder = path.dirname(file);
  const beside = path.join(folder, `.${path.basename(file)}.${randomUUID()}`);
  // To ask is much faster than to make what is there.
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(beside, content);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Writes a file that only saves time later: where it cannot be written, the disk being full, all goes on without it. */
export function keepFile(file: string, content: string | Uint8Array): void {
  keep(() => writeFile(file, content));
}

/**
 * The same for one of many files, of which whoever reads it can tell half from the whole: it needs no second name and no
 * renaming.
 */
export function keepSummed(file: string, content: Uint8Array): void {
  keep(() => writeInFolder(file, content));
}

function keep(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!isOfCall(error)) throw error;
  }
}

/** Asks for the folder only where there is none: most files come into one that is there. */
function writeInFolder(file: string, content: Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    if (!isOfCall(error) || error.code !== 'ENOENT') throw error;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Whether a call of the system failed, such as one to write on a full disk. */
function isOfCall(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/**
 * Writes a file that must not be there yet.
 *
 * @returns whether it was not: nothing is ever written over
 */
export function createFile(file: string, text: string): boolean {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isOfCall(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isInside(folder: string, file: string): boolean {
  const [first] = path.relative(folder, file).split(path.sep);
  return first !== '..' && !path.isAbsolute(first ?? '');
}

/** Whether a file's name begins with a dot, or that of a folder that it is in, or a system keeps its own notes in it. */
export function isHidden(relative: string): boolean {
  return /(?:^|[/\\])\./.test(relative) || isOfSystem(relative);
}

/** Whether a file is one that a system puts into every folder that a person looks at. */
export function isOfSystem(file: string): boolean {
  return /(?:^|[/\\])(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(file);
}
