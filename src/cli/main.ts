import path from 'node:path';
import { parseArgs } from 'node:util';
import { quote, choice, closest } from '../issue/message.ts';
import { isRefusal, isSystemError } from '../refusal.ts';
import { build } from './build.ts';
import { check } from './check.ts';
import { parseArgsOptions, WrongUse, type Command, type Desk, type Input } from './command.ts';
import { dev } from './dev.ts';
import { docs } from './docs.ts';
import { due } from './due.ts';
import { fix } from './fix.ts';
import { hosting } from './hosting.ts';
import { importIssue } from './import.ts';
import { links } from './links.ts';
import { newIssue } from './new.ts';
import { preview } from './preview.ts';
import { stats } from './stats.ts';
import { openTerminal } from './terminal.ts';
import { verify } from './verify.ts';

const commands: Record<string, Command> = {
  new: newIssue,
  check,
  fix,
  import: importIssue,
  links,
  due,
  stats,
  docs,
  dev,
  build,
  preview,
  verify,
  hosting,
};

process.exitCode = await main(process.argv.slice(2), {
  root: path.resolve(import.meta.dirname, '../..'),
  environment: process.env,
  ...openTerminal(),
});

/** Runs the command that the arguments name, and gives its exit code. */
async function main([name = '', ...rest]: string[], desk: Desk): Promise<number> {
  if (name === '' || name === '--help' || name === '-h') {
    desk.print(formatCommands());
    return name === '' ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const expected = closest(name, Object.keys(commands)) ?? choice(Object.keys(commands));
    desk.print(`Unexpected command ${quote(name)}, expected ${expected}`);
    return 2;
  }
  try {
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

function formatCommands(): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => `  npm run ${name.padEnd(8)}  ${summary}`);
  return [...rows, '', 'Each explains itself: npm run check -- --help'].join('\n');
}
