import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leavePress, lendPress } from './press.ts';

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
