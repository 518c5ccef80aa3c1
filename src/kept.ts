import { hash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { writeFile } from './issue/files.ts';

/** Keeps bytes in a file of the cache; nobody ever reads half of them. */
export function keepFile(file: string, bytes: Uint8Array): void {
  writeFile(file, Buffer.concat([Buffer.from(`${hash('sha256', bytes)}\n`), bytes]));
}

/** The bytes of a kept file; nothing where there is none, or not as it was written. */
export function readKeptFile(file: string): Uint8Array | undefined {
  try {
    const kept = readFileSync(file);
    const end = kept.indexOf('\n');
    const bytes = kept.subarray(end + 1);
    return end > 0 && hash('sha256', bytes) === kept.subarray(0, end).toString() ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** A file of a kept folder. */
export interface KeptFile {
  /** Its path in the folder. */
  name: string;
  /** Of its bytes. */
  digest: string;
  size: number;
}

/** A folder in the cache turned out to be damaged. It can be made again at any time, once it is gone. */
export class DamagedCache extends Error {
  /** The damaged folder. */
  readonly folder: string;

  constructor(folder: string) {
    super(`${folder} is damaged`);
    this.folder = folder;
  }
}

/**
 * Makes a folder and keeps it in the cache. Nobody ever finds half of it: not after a kill, not beside another process
 * that makes the same.
 *
 * @param make fills an empty folder
 */
export async function keepFolder(folder: string, make: (empty: string) => Promise<void>): Promise<void> {
  const beside = `${folder}.${randomUUID()}`;
  try {
    mkdirSync(beside, { recursive: true });
    await make(beside);
    keepFile(path.join(beside, listName), Buffer.from(listFiles(beside)));
    // Where another process was faster, what it made stands in the way, and is the same.
    if (tryRename(beside, folder) || openKept(folder)) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(beside, folder);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Renames a folder, where nothing of its new name is in the way. */
function tryRename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** The files of a kept folder, which so counts as used; nothing where it was never kept, or lost a part. */
export function openKept(folder: string): KeptFile[] | undefined {
  const files = readList(folder);
  if (!files?.every(({ name, size }) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size === size)) {
    return undefined;
  }
  utimesSync(folder, new Date(), new Date());
  return files;
}

/** Whether a kept file still has the bytes that were written. */
export function isIntact(folder: string, { name, digest }: KeptFile): boolean {
  return hash('sha256', readFileSync(path.join(folder, name))) === digest;
}

/**
 * Drops the other folders beside some kept ones, once nobody has used them for a while: another branch, or another
 * process, may still need them.
 *
 * @param days how long that is
 */
export function dropUnused(home: string, used: ReadonlySet<string>, days: number): void {
  if (!existsSync(home)) return;
  const oldest = Date.now() - days * 24 * 60 * 60 * 1000;
  for (const name of readdirSync(home)) {
    const folder = path.join(home, name);
    const seen = statSync(folder, { throwIfNoEntry: false });
    if (!used.has(name) && seen && seen.mtimeMs < oldest) rmSync(folder, { recursive: true, force: true });
  }
}

const listName = 'files.txt';

function listFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name));
      return [hash('sha256', bytes), bytes.length, name.split(path.sep).join('/')].join('\t');
    })
    .join('\n');
}

function readList(folder: string): KeptFile[] | undefined {
  const list = readKeptFile(path.join(folder, listName));
  return (
    list &&
    Buffer.from(list)
      .toString()
      .split('\n')
      .map((line) => {
        const [digest = '', size = '', name = ''] = line.split('\t');
        return { name, digest, size: Number(size) };
      })
  );
}
