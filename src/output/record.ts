import { hash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { keepFile, readKeptFile } from '../kept.ts';
import type { Tally } from '../site/tally.ts';

/** A file of the output, as it was seen when it was written. */
export interface OutputFile {
  /** Changes with all that it was made from. */
  key: string;
  /** Of its bytes. */
  digest: string;
  size: number;
  /** When it was written, in milliseconds. */
  written: number;
  /** What it shows of the issues, as it was counted in its bytes. */
  shown?: Tally;
}

/** The files of a folder, by their paths in it. */
export type OutputFiles = ReadonlyMap<string, OutputFile>;

/** Files of the output that one thing decides together. */
export interface OutputChapter {
  /** Changes with all that decides which files these are and what is in them. */
  key: string;
  files: OutputFiles;
  /** What the files of each kind show together. */
  shown: Record<string, Tally>;
}

/** All files of a folder, in chapters by their names. */
export type OutputChapters = ReadonlyMap<string, OutputChapter>;

/** A digest of a file's bytes. */
export function digestBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes).slice(0, 32);
}

/** What a look at the folders of the last two builds found. */
export interface Look {
  /** Of each chapter that is recorded of the last build, in their order. */
  chapters: LookAtChapter[];
  /** In what else the second folder is not like the first; nothing where nobody knows what it holds. */
  spare?: {
    /** The files that it has beside those of the last build. */
    extra: string[];
  };
}

/** What a look found at the files of one chapter. */
export interface LookAtChapter {
  /** When each was written, in milliseconds, or not a number where it is another file now. */
  written: Float64Array;
  /** Whether each of them has its bytes, though perhaps another time. */
  isWhole: boolean;
  /** Whether all of them are just as they are recorded. */
  isTrue: boolean;
  /** Those that the second folder lacks, or has in another state: all of them where nobody knows what it holds. */
  differing: string[];
}

/** Where two builds are, each with the record of what was left there. */
export interface Recorded {
  folder: string;
  record: string;
  spare: string;
  spareRecord: string;
}

/** Looks whether the files of the last two builds are still there, and nobody changed them since they were recorded. */
export function lookAt({ folder, record, spare, spareRecord }: Recorded): Look {
  const left = new Map((existsSync(spare) ? openRecord(spareRecord) : []).map((kept) => [kept.name, kept]));
  // Most chapters are the same in both, and so are their files.
  const last = openRecord(record).map((kept) => ({
    files: listTraces(kept.bytes),
    isInBoth: left.get(kept.name)?.bytes.equals(kept.bytes) === true && left.delete(kept.name),
  }));
  const others = new Map([...left.values()].flatMap(({ bytes }) => listTraces(bytes)).map((file) => [file.name, file]));
  const inSpare = [...last.flatMap(({ files, isInBoth }) => (isInBoth ? files : [])), ...others.values()];
  const isKnown = inSpare.length > 0 && !hasStrangers(spare, inSpare, spareRecord);
  const extra = new Set(others.keys());
  const chapters = last.map(({ files, isInBoth }): LookAtChapter => {
    const written = new Float64Array(files.length);
    const differing: string[] = [];
    let isTrue = true;
    files.forEach((file, at) => {
      const { name, digest } = file;
      const { seen, names } = look(folder, file);
      written[at] = seen;
      if (seen !== file.written) isTrue = false;
      if (Number.isNaN(seen)) {
        if (isInBoth) extra.add(name);
        return;
      }
      extra.delete(name);
      const second = isInBoth ? file : others.get(name);
      // The second name of a file that both hold is the one in the second folder: nobody took it away, or put another there.
      const isSecond = (isInBoth && names > 1) || (second?.digest === digest && look(spare, second).seen === seen);
      if (!isKnown || !isSecond) differing.push(name);
    });
    return { written, isWhole: !written.includes(NaN), isTrue, differing };
  });
  return { chapters, ...(isKnown && { spare: { extra: [...extra] } }) };
}

/**
 * Whether somebody may have put files of his own into a folder since it was recorded: each of its folders tells when a name
 * last came or went.
 */
function hasStrangers(folder: string, files: readonly Trace[], record: string): boolean {
  const since = statSync(record).mtimeMs;
  const folders = new Set(['']);
  for (const { name } of files) {
    for (let up = parentOf(name); !folders.has(up); up = parentOf(up)) folders.add(up);
  }
  return [...folders].some((name) => (statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.mtimeMs ?? 0) > since);
}

/** The folder that a file or folder is in, from the folder of the site; that itself is empty. */
function parentOf(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf('/'), 0));
}

/** A chapter of the last build. Its files are read when they are asked for: most chapters stay as they are, unread. */
export class RecordedChapter implements OutputChapter {
  readonly #kept: KeptChapter;
  readonly #found: LookAtChapter;
  #files: OutputFiles | undefined;

  constructor(kept: KeptChapter, found: LookAtChapter) {
    this.#kept = kept;
    this.#found = found;
  }

  get key(): string {
    return this.#kept.key;
  }

  get shown(): Record<string, Tally> {
    return this.#kept.shown;
  }

  /** Whether each of its files still has its bytes. */
  get isWhole(): boolean {
    return this.#found.isWhole;
  }

  /** The names of those that the second folder lacks, or has in another state. */
  get differing(): readonly string[] {
    return this.#found.differing;
  }

  /** Whether a file of this name is among them. */
  has(name: string): boolean {
    return this.mayHave(name) && this.files.has(name);
  }

  /** Whether one of this name, or below it, may be among them: most names need no look into the files. */
  mayHave(name: string): boolean {
    return this.#kept.tops.includes(topOf(name));
  }

  /** How many there are. */
  get size(): number {
    return this.#found.isWhole ? this.#kept.count : this.files.size;
  }

  /** Those that still have their bytes, each with the time that it has now. */
  get files(): OutputFiles {
    return (this.#files ??= new Map(
      this.#kept.parse().flatMap(([name, file], at): [string, OutputFile][] => {
        const written = this.#found.written[at] ?? NaN;
        return Number.isNaN(written) ? [] : [[name, { ...file, written }]];
      }),
    ));
  }

  /** What the record of another build has to say of it. */
  toKept(): Omit<KeptChapter, 'name'> {
    return this.#found.isTrue ? this.#kept : keepChapter(this);
  }
}

/** How many files some chapters have. */
export function countFiles(chapters: OutputChapters): number {
  let count = 0;
  for (const chapter of chapters.values()) {
    count += chapter instanceof RecordedChapter ? chapter.size : chapter.files.size;
  }
  return count;
}

/** What is recorded of the last build, as far as a look found it to be true. */
export function readRecord(record: string, { chapters }: Look): Map<string, RecordedChapter> {
  return new Map(
    openRecord(record).flatMap((kept, at): [string, RecordedChapter][] => {
      const found = chapters[at];
      return found ? [[kept.name, new RecordedChapter(kept, found)]] : [];
    }),
  );
}

/** Records the files of a folder, so that nobody ever reads half of it. */
export function writeRecord(record: string, chapters: OutputChapters): void {
  const kept = Array.from(chapters, ([name, chapter]) => ({
    ...(chapter instanceof RecordedChapter ? chapter.toKept() : keepChapter(chapter)),
    name,
  }));
  const heads = kept.map(({ bytes, parse: _, ...head }): Head => ({ ...head, length: bytes.length }));
  keepFile(record, Buffer.concat([Buffer.from(`${JSON.stringify(heads)}\n`), ...kept.map(({ bytes }) => bytes)]));
}

export function dropRecord(record: string): void {
  rmSync(record, { force: true });
}

/** A chapter as it stands in a record. */
interface KeptChapter extends Omit<Head, 'length'> {
  bytes: Buffer;
  parse: () => [name: string, OutputFile][];
}

/** What a record's first line says of a chapter. */
interface Head extends Pick<OutputChapter, 'key' | 'shown'> {
  name: string;
  /** The names of its files and folders. */
  tops: string[];
  /** How many files it has, and how many bytes their lines are. */
  count: number;
  length: number;
}

/** A record that was cut short or changed, or that another version wrote, counts as none. */
function openRecord(record: string): KeptChapter[] {
  const kept = readKeptFile(record);
  const end = kept?.indexOf(newline) ?? -1;
  if (!kept || kept[0] !== bracket || end < 0) return [];
  const bytes = Buffer.from(kept.buffer, kept.byteOffset, kept.length);
  const heads: Head[] = JSON.parse(bytes.toString('utf8', 0, end));
  let at = end + 1;
  return heads.map(({ length, ...head }) => {
    const lines = bytes.subarray(at, (at += length));
    return { ...head, bytes: lines, parse: () => parseLines(lines) };
  });
}

const [newline, bracket] = [0x0a, 0x5b];

function keepChapter({ key, shown, files }: OutputChapter): Omit<KeptChapter, 'name'> {
  const lines = Array.from(
    files,
    ([name, { key, digest, size, written, shown }]) =>
      `${[key, digest, size, written, shown?.issues ?? '', shown?.items ?? '', name].join('\t')}\n`,
  );
  const bytes = Buffer.from(lines.join(''));
  const tops = [...new Set(Array.from(files.keys(), topOf))];
  return { key, shown, tops, count: files.size, bytes, parse: () => parseLines(bytes) };
}

/** The file or folder, in the folder of the site, that a file is or is in. */
function topOf(name: string): string {
  return name.split('/', 1)[0] ?? '';
}

/** By what a file is known again. */
interface Trace extends Pick<OutputFile, 'digest' | 'size' | 'written'> {
  name: string;
}

/** What a look at the files needs of some lines: an archive has so many that all else would take longer than the look. */
function listTraces(lines: Buffer): Trace[] {
  return splitLines(lines).map(([, digest = '', size = '', written = '', , , name = '']) => {
    return { name, digest, size: Number(size), written: Number(written) };
  });
}

function parseLines(lines: Buffer): [name: string, OutputFile][] {
  return splitLines(lines).map(
    ([key = '', digest = '', size = '', written = '', issues = '', items = '', name = '']) => {
      const shown = issues === '' ? {} : { shown: { issues: Number(issues), items: Number(items) } };
      return [name, { key, digest, size: Number(size), written: Number(written), ...shown }];
    },
  );
}

/** The columns of each line, in the order in which `keepChapter` writes them. */
function splitLines(lines: Buffer): string[][] {
  return lines
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
}

/**
 * When a file was written, if it is as it was recorded; and how many names it has. Where only its time is another one, as
 * after a copy of the folder, its bytes tell.
 */
function look(folder: string, recorded: Trace): { seen: number; names: number } {
  const file = `${folder}/${recorded.name}`;
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== recorded.size) return { seen: NaN, names: 0 };
  const names = found.nlink;
  // A copy on another disk has the time to the millisecond.
  if (Math.floor(found.mtimeMs) === Math.floor(recorded.written)) return { seen: recorded.written, names };
  return { seen: digestBytes(readFileSync(file)) === recorded.digest ? found.mtimeMs : NaN, names };
}
