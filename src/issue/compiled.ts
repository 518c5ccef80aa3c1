import { existsSync, readdirSync } from 'node:fs';
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import path from 'node:path';
import type { Folders } from './files.ts';

/**
 * Has Node keep what it compiles of all modules that are loaded from now on, and use it as long as they are the same: a
 * command starts in half of the time. Node itself looks whether a kept file is whole, and compiles anew where not.
 */
export function keepCompiled({ cache }: Pick<Folders, 'cache'>): void {
  enableCompileCache(compiledFolder({ cache }));
  const folder = getCompileCacheDir();
  wasKept = folder !== undefined && existsSync(folder) && readdirSync(folder).length > 0;
}

/** Whether anything had been kept when this process began. */
let wasKept = false;

/** The folder of what Node keeps. */
export function compiledFolder({ cache }: Pick<Folders, 'cache'>): string {
  return path.join(cache, 'node');
}

/**
 * The environment of a thread that loads the same modules as another one. It uses what is kept, too; where nothing is, it
 * leaves that to the other: to write the same hundreds of files once more takes longer than it saves.
 */
export function besideCompiled(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return wasKept ? withCompiled(environment) : environment;
}

/** The environment of a thread or a program that is to do as this one does. */
export function withCompiled(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  // Node puts a folder for its own version below the one that it is given.
  return folder === undefined ? environment : { ...environment, NODE_COMPILE_CACHE: path.dirname(folder) };
}
