import type { ParseArgsOptionsConfig } from 'node:util';

/** Where a command runs, and how it speaks. */
export interface Desk {
  /** The folder of `package.json`. */
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Prints a line, or several, for the user. */
  print: (text: string) => void;
}

/** What a user typed, taken apart. */
export interface Input {
  /** The words that are no options. */
  words: string[];
  options: Record<string, string | boolean | undefined>;
}

/** A command of the editor's desk. */
export interface Command {
  /** What it does, as one line of `--help`. */
  summary: string;
  /** How it is called, after `npm run`: `check [-- PATH…]`. */
  usage: string;
  /** Its options beside `--help`, and what each does. */
  options: Record<string, { type: 'string' | 'boolean'; help: string }>;
  /** Does it; 0 is clean, 1 that there are problems, 2 a wrong use. */
  run: (input: Input, desk: Desk) => Promise<number>;
}

/** A wrong use of a command: exit code 2, and the message for the user. */
export class WrongUse extends Error {}

/** The options of a command in the form of `node:util`. */
export function parseArgsOptions(command: Command): ParseArgsOptionsConfig {
  const own = Object.entries(command.options).map(([name, { type }]) => [name, { type }] as const);
  return { ...Object.fromEntries(own), help: { type: 'boolean', short: 'h' } };
}
