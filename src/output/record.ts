import { hash } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
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

/**
 * Whether the files of a folder are still there, and nobody changed them since they were recorded.
 *
 * @returns of each recorded file when it was written, in milliseconds, or not a number where it is another one now
 */
export function checkRecord(record: string, folder: string): Float64Array {
  return Float64Array.from(parseRecord(record), ([name, file]) => look(path.join(folder, name), file));
}

/** What is recorded of a folder, as far as `checkRecord` found it to be true. */
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
  if (found.mtimeMs === recorded.written) return recorded.written;
  return digestBytes(readFileSync(file)) === recorded.digest ? found.mtimeMs : NaN;
}
