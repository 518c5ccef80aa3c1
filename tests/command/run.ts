import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The folder of `package.json`. */
export const root = path.join(import.meta.dirname, '../..');

/** What a command printed, and how it ended. */
export interface Run {
  code: number | null;
  output: string;
  errors: string;
}

/** An empty folder of its own. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'dateline-'));
}

/** The environment of an editor's shell: Astro and Vite behave otherwise below a test runner's own variables. */
export function shell(own: Record<string, string> = {}): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', ...own };
}

/** Has the commands of all tests share what Node compiled: nearly each test has a cache of its own. */
export const compiled = { NODE_COMPILE_CACHE: path.join(tmpdir(), 'compiled') };

/** Lays the pages that another test compiled into a cache that has none; they are used where the sources are the same. */
export function lendPress(cache: string): void {
  const press = path.join(cache, 'press');
  if (!existsSync(press) && existsSync(sharedPress)) cpSync(sharedPress, press, { recursive: true });
}

/** Leaves the compiled pages of a cache to other tests. */
export function leavePress(cache: string): void {
  const press = path.join(cache, 'press');
  for (const key of existsSync(press) ? readdirSync(press) : []) {
    if (existsSync(path.join(sharedPress, key))) continue;
    const copy = path.join(temporaryFolder(), key);
    cpSync(path.join(press, key), copy, { recursive: true });
    mkdirSync(sharedPress, { recursive: true });
    // Another test may be faster.
    if (!existsSync(path.join(sharedPress, key))) renameSync(copy, path.join(sharedPress, key));
  }
}

const sharedPress = path.join(tmpdir(), 'press');

/**
 * Runs a command of the editor's desk as its npm script does, with environment variables and standard input of its own.
 *
 * @param folder the project's, where it is not this one
 */
export async function run(
  words: string[],
  environment: Record<string, string> = {},
  input = '',
  folder = root,
): Promise<Run> {
  const cache = words[0] === 'build' && folder === root ? environment['CACHE_DIR'] : undefined;
  if (cache !== undefined) lendPress(cache);
  const child = spawn(process.execPath, ['src/cli/main.ts', ...words], {
    cwd: folder,
    env: shell({ ...compiled, ...environment }),
  });
  child.stdin.end(input);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (cache !== undefined && code === 0) leavePress(cache);
  return { code, output, errors };
}
