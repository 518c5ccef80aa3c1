import { readdirSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { isFolder } from './issue/files.ts';

/** What goes on after each change. */
export interface Watching {
  /** Is told of each file that was saved, made, renamed or deleted: once or more often, and of folders, too. */
  onChange: (file: string) => void;
  onError: (error: Error) => void;
}

/**
 * Watches a folder and all folders in it.
 *
 * @returns what ends it
 */
export function watchFolder(folder: string, watching: Watching): () => void {
  // Other systems watch a whole tree at once. Linux does not, and Node would have one watch for each of ten thousand files.
  if (process.platform !== 'linux') {
    const watcher = watch(folder, { recursive: true }, (_, name) => watching.onChange(path.join(folder, name ?? '')));
    watcher.on('error', watching.onError);
    return () => watcher.close();
  }
  const tree = new WatchedTree(watching);
  tree.add(folder);
  return () => tree.close();
}

/** Folders, each with a watch of its own. */
class WatchedTree {
  #watching: Watching;
  #folders = new Map<string, { watcher: FSWatcher; names: Set<string> }>();

  constructor(watching: Watching) {
    this.#watching = watching;
  }

  /** Begins to watch a folder and those in it. */
  add(folder: string): void {
    const names = new Set<string>();
    const watcher = watch(folder, (_, name) => this.#look(folder, name));
    watcher.on('error', (error) => {
      // A folder that is gone tells nothing more, and the one that it was in has told of it.
      if (isFolder(folder)) this.#watching.onError(error);
    });
    this.#folders.set(folder, { watcher, names });
    // Listed after the watch began: what comes in between is told of twice at most.
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      names.add(entry.name);
      if (entry.isDirectory()) this.add(path.join(folder, entry.name));
    }
  }

  close(): void {
    for (const { watcher } of this.#folders.values()) watcher.close();
    this.#folders.clear();
  }

  #look(folder: string, name: string | null): void {
    if (name === null) return;
    const file = path.join(folder, name);
    this.#folders.get(folder)?.names.add(name);
    if (!isFolder(file)) this.#drop(file);
    else if (!this.#folders.has(file)) {
      this.add(file);
      this.#tellAll(file);
    }
    this.#watching.onChange(file);
  }

  /** Ends the watches of a folder that is no more, and tells of the files that were in it: it may have been moved away. */
  #drop(folder: string): void {
    const known = this.#folders.get(folder);
    if (!known) return;
    known.watcher.close();
    this.#folders.delete(folder);
    for (const name of known.names) {
      const file = path.join(folder, name);
      this.#drop(file);
      this.#watching.onChange(file);
    }
  }

  /** Tells of the files of a folder that has just come. */
  #tellAll(folder: string): void {
    for (const name of this.#folders.get(folder)?.names ?? []) {
      const file = path.join(folder, name);
      this.#tellAll(file);
      this.#watching.onChange(file);
    }
  }
}
