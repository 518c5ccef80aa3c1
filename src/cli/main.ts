import path from 'node:path';
import { parseArgs } from 'node:util';
import { keepCompiled } from '../issue/compiled.ts';
import { findFolders } from '../issue/files.ts';
import { beginReaders } from '../issue/readers.ts';
import { quote, choice, closest } from '../issue/message.ts';
import { isRefusal, isSystemError } from '../refusal.ts';
import { parseArgsOptions, WrongUse, type Command, type Desk, type Input } from './command.ts';
import { openTerminal } from './terminal.ts';

/** Each is loaded with all that it needs when it is called, and no other with it. */
const commands: Record<string, () => Promise<Command>> = {
  new: async () => (await import('./new.ts')).newIssue,
  check: async () => (await import('./check.ts')).check,
  fix: async () => (await import('./fix.ts')).fix,
  import: async () => (await import('./import.ts')).importIssue,
  links: async () => (await import('./links.ts')).links,
  due: async () => (await import('./due.ts')).due,
  stats: async () => (await import('./stats.ts')).stats,
  docs: async () => (await import('./docs.ts')).docs,
  dev: async () => (await import('./dev.ts')).dev,
  build: async () => (await import('./build.ts')).build,
  preview: async () => (await import('./preview.ts')).preview,
  verify: async () => (await import('./verify.ts')).verify,
  hosting: async () => (await import('./hosting.ts')).hosting,
};

/** Those that read the whole archive, and load so much before that the reading may begin beside it. */
const readers = ['check', 'build'];

const root = path.resolve(import.meta.dirname, '../..');
const folders = findFolders(root, process.env);
keepCompiled(folders);
// Astro would tell its makers of each build: no owner was asked.
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
process.exitCode = await main(process.argv.slice(2), {
  root,
  environment: process.env,
  ...openTerminal(),
});

/** Runs the command that the arguments name, and gives its exit code. */
async function main([name = '', ...rest]: string[], desk: Desk): Promise<number> {
  if (name === '' || name === '--help' || name === '-h') {
    desk.print(await formatCommands());
    return name === '' ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const expected = closest(name, Object.keys(commands)) ?? choice(Object.keys(commands));
    desk.print(`Unexpected command ${quote(name)}, expected ${expected}`);
    return 2;
  }
  try {
    if (readers.includes(name)) beginReaders(folders);
    const command = await load();
    const input = readInput(command, rest);
    if (input.options['help']) {
      desk.print(formatHelp(command));
      return 0;
    }
    return await command.run(input, desk);
  } catch (error) {
    if (isSystemError(error)) desk.print(`Unexpected answer of the system: ${error.message}`);
    else if (isRefusal(error) || error instanceof WrongUse) desk.print(error.message);
    else throw error;
    return error instanceof WrongUse ? 2 : 1;
  }
}

function readInput(command: Command, words: string[]): Input {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: parseArgsOptions(command),
      allowPositionals: true,
    });
    return { words: positionals, options: values as Input['options'] };
  } catch (error) {
    const known = Object.keys(parseArgsOptions(command)).map((option) => `--${option}`);
    const odd = words.find((word) => word.startsWith('-') && !known.includes(word.split('=')[0] ?? ''));
    // Where every option is known, one of them has no value, or one that it does not take.
    const [found, expected] =
      odd === undefined
        ? [words.findLast((word) => word.startsWith('-')) ?? '', 'it as `--help` shows it']
        : [odd, closest(odd, known) ?? choice(known)];
    throw new WrongUse(`Unexpected option ${quote(found)}, expected ${expected}`, { cause: error });
  }
}

function formatHelp({ summary, usage, options }: Command): string {
  const rows = Object.entries({ ...options, help: { help: 'show this' } });
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `npm run ${usage}`,
    summary,
    '',
    ...rows.map(([name, { help }]) => `  --${name.padEnd(width)}  ${help}`),
    '',
    'Exit codes: 0 clean, 1 problems, 2 wrong use.',
  ].join('\n');
}

async function formatCommands(): Promise<string> {
  const rows = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  npm run ${name.padEnd(8)}  ${(await load()).summary}`),
  );
  return [...rows, '', 'Each explains itself: npm run check -- --help'].join('\n');
}
