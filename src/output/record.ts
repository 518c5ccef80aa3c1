import { hash } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeFile } from '../issue/files.ts';

/** A file of the output, as it was seen when it was written. */
export interface OutputFile {
  /** Changes with all that it was made from. */
  key: string;
  /** Of its bytes. */
  digest: string;
  size: number;
  /** When it was written, in milliseconds. */
  written: number;
}

/** The files of a folder, by their paths in it. */
export type OutputFiles = Map<string, OutputFile>;

/** A digest of a file's bytes. */
export function digestBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes).slice(0, 32);
}

/** What is recorded of a folder, as far as the files are still there and nobody changed them since. */
export function readRecord(record: string, folder: string): OutputFiles {
  const files: OutputFiles = new Map();
  for (const [name, file] of parseRecord(record)) {
    const seen = look(path.join(folder, name), file);
    if (seen) files.set(name, seen);
  }
  return files;
}

/** Records the files of a folder, so that nobody ever reads half of it. */
export function writeRecord(record: string, files: OutputFiles): void {
  const lines = Array.from(files, ([name, { key, digest, size, written }]) =>
    [key, digest, size, written, name].join('\t'),
  );
  const text = lines.join('\n');
  writeFile(record, `${hash('sha256', text)}\n${text}`);
}

export function dropRecord(record: string): void {
  rmSync(record, { force: true });
}

/** A record that was cut short or changed does not match its digest, and counts as none. */
function parseRecord(record: string): [name: string, OutputFile][] {
  let text: string;
  try {
    text = readFileSync(record, 'utf8');
  } catch {
    return [];
  }
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || body === '' || hash('sha256', body) !== text.slice(0, end)) return [];
  return body.split('\n').map((line) => {
    const [key = '', digest = '', size = '', written = '', name = ''] = line.split('\t');
    return [name, { key, digest, size: Number(size), written: Number(written) }];
  });
}

/** The file if it is as it was recorded. Where only its time is another one, as after a copy of the folder, its bytes tell. */
function look(file: string, recorded: OutputFile): OutputFile | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== recorded.size) return undefined;
  if (found.mtimeMs === recorded.written) return recorded;
  return digestBytes(readFileSync(file)) === recorded.digest ? { ...recorded, written: found.mtimeMs } : undefined;
}
