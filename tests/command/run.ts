import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
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
  const child = spawn(process.execPath, ['src/cli/main.ts', ...words], {
    cwd: folder,
    env: shell(environment),
  });
  child.stdin.end(input);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output, errors };
}
