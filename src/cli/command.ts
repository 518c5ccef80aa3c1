import type { ParseArgsOptionsConfig, styleText } from 'node:util';
import { quote } from '../issue/message.ts';

/** Where a command runs, and how it speaks. */
export interface Desk {
  /** The folder of `package.json`. */
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Whether a person reads what is printed, and not a file or another program. */
  isTerminal: boolean;
  /** Prints a line, or several, for the user. */
  print: (text: string) => void;
  /** A text in colour, or as it is where colours are not wanted (`NO_COLOR`, no terminal). */
  paint: (style: Parameters<typeof styleText>[0], text: string) => string;
  /** Says how far a long command has come; the line is shown after a second, to a person only, and does not stay. */
  progress: (doing: string, done: number, total: number) => void;
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

/** Refuses words where a command takes options only. */
export function refuseWords({ words }: Input): void {
  if (words.length > 0) throw new WrongUse(`Unexpected ${quote(words.join(' '))}, expected no words`);
}
