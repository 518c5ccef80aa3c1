import { hash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { keepFile, readKeptFile } from '../kept.ts';

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
  shown?: { issues: number; items: number };
}

/** The files of a folder, by their paths in it. */
export type OutputFiles = Map<string, OutputFile>;

/** A digest of a file's bytes. */
export function digestBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes).slice(0, 32);
}

/** What a look at the folders of the last two builds found. */
export interface Look {
  /**
   * Of each file that is recorded of the last build when it was written, in milliseconds, or not a number where it is
   * another one now.
   */
  written: Float64Array;
  /** Whether all of them are just as they are recorded. */
  isTrue: boolean;
  /** In what the second folder is not like the first; nothing where nobody knows what it holds. */
  spare?: {
    /** The files of the last build that it lacks, or has in another state. */
    differing: Set<string>;
    /** The files that it has beside those. */
    extra: string[];
  };
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
  const files = parseRecord(record);
  const written = Float64Array.from(files, ([name, file]) => look(path.join(folder, name), file));
  const isTrue = files.every(([, file], at) => file.written === written[at]);
  const left = existsSync(spare) ? parseRecord(spareRecord) : [];
  if (left.length === 0) return { written, isTrue };
  const differing = new Set<string>();
  const digests = new Map<string, string>();
  for (const [at, [name, { digest }]] of files.entries()) {
    if (!Number.isNaN(written[at])) differing.add(name);
    digests.set(name, `${digest} ${written[at]}`);
  }
  const extra: string[] = [];
  for (const [name, file] of left) {
    if (!differing.has(name)) extra.push(name);
    else if (digests.get(name) === `${file.digest} ${look(path.join(spare, name), file)}`) differing.delete(name);
  }
  return { written, isTrue, spare: { differing, extra } };
}

/** What is recorded of a folder, as far as `lookAt` found it to be true. */
export function readRecord(record: string, written: Float64Array): OutputFiles {
  const files: OutputFiles = new Map();
  for (const [at, [name, file]] of parseRecord(record).entries()) {
    const seen = written[at] ?? NaN;
    if (!Number.isNaN(seen)) files.set(name, seen === file.written ? file : { ...file, written: seen });
  }
  return files;
}

/** Records the files of a folder, so that nobody ever reads half of it. */
export function writeRecord(record: string, files: OutputFiles): void {
  const lines = Array.from(files, ([name, { key, digest, size, written, shown }]) =>
    [key, digest, size, written, shown?.issues ?? '', shown?.items ?? '', name].join('\t'),
  );
  keepFile(record, Buffer.from(lines.join('\n')));
}

export function dropRecord(record: string): void {
  rmSync(record, { force: true });
}

/** A record that was cut short or changed does not match its digest, and counts as none. */
function parseRecord(record: string): [name: string, OutputFile][] {
  const text = readKeptFile(record);
  const lines = text ? Buffer.from(text).toString().split('\n') : [];
  return lines.filter(Boolean).map((line) => {
    const [key = '', digest = '', size = '', written = '', issues = '', items = '', name = ''] = line.split('\t');
    const shown = issues === '' ? {} : { shown: { issues: Number(issues), items: Number(items) } };
    return [name, { key, digest, size: Number(size), written: Number(written), ...shown }];
  });
}

/**
 * When a file was written, if it is as it was recorded. Where only its time is another one, as after a copy of the folder,
 * its bytes tell.
 */
function look(file: string, recorded: OutputFile): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== recorded.size) return NaN;
  // A copy on another disk has the time to the millisecond.
  if (Math.floor(found.mtimeMs) === Math.floor(recorded.written)) return recorded.written;
  return digestBytes(readFileSync(file)) === recorded.digest ? found.mtimeMs : NaN;
}
