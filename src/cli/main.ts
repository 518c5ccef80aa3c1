import path from 'node:path';
import { parseArgs } from 'node:util';
import { quote, choice, closest } from '../issue/message.ts';
import { isRefusal } from '../refusal.ts';
import { build } from './build.ts';
import { check } from './check.ts';
import { parseArgsOptions, WrongUse, type Command, type Desk, type Input } from './command.ts';
import { dev } from './dev.ts';
import { links } from './links.ts';
import { preview } from './preview.ts';

const commands: Record<string, Command> = { build, check, dev, links, preview };

process.exitCode = await main(process.argv.slice(2), {
  root: path.resolve(import.meta.dirname, '../..'),
  environment: process.env,
  print: (text) => process.stdout.write(`${text}\n`),
});

/** Runs the command that the arguments name, and gives its exit code. */
async function main([name = '', ...rest]: string[], desk: Desk): Promise<number> {
  const command = commands[name];
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
    if (!isRefusal(error) && !(error instanceof WrongUse)) throw error;
    desk.print(error.message);
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
    const found = words.find((word) => word.startsWith('-') && !known.includes(word.split('=')[0] ?? '')) ?? '';
    throw new WrongUse(`Unexpected option ${quote(found)}, expected ${closest(found, known) ?? choice(known)}`, {
      cause: error,
    });
  }
}

function formatHelp({ summary, usage, options }: Command): string {
  const rows = Object.entries({ ...options, help: { help: 'show this' } }).map(
    ([name, { help }]) => `  --${name.padEnd(10)}  ${help}`,
  );
  return [`npm run ${usage}`, summary, '', ...rows].join('\n');
}
