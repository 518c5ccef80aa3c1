import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IssueFile } from '../issue/archive.ts';
import { writeFile, type Folders } from '../issue/files.ts';
import { hasError } from '../issue/message.ts';

/**
 * Which files `fix` has nothing to do for, by their keys, so that it need not look at a large archive again. A key that
 * was cut short or changed is the key of no file.
 */
export class Done {
  #path: string;
  #before: string;
  #keys: Set<string>;

  /** @param files of the archive: the keys of other files are forgotten */
  constructor(folders: Folders, files: readonly IssueFile[]) {
    this.#path = path.join(folders.cache, 'fixed.txt');
    this.#before = read(this.#path);
    const known = new Set(this.#before.split('\n'));
    this.#keys = new Set(files.map(({ key }) => key).filter((key) => known.has(key)));
  }

  /** Whether a file is in its canonical form; one with an error is to be looked at, whatever its form. */
  has({ key, file }: IssueFile): boolean {
    return this.#keys.has(key) && !hasError(file);
  }

  add(key: string): void {
    this.#keys.add(key);
  }

  save(): void {
    const text = [...this.#keys, ''].join('\n');
    if (text !== this.#before) writeFile(this.#path, text);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
