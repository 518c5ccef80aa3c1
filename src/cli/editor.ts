import { spawn } from 'node:child_process';
import path from 'node:path';
import { quote } from '../issue/message.ts';
import type { Point } from '../issue/place.ts';
import { Refusal } from '../refusal.ts';
import { WrongUse } from './command.ts';

/**
 * The editor's program with its own arguments, from `VISUAL` or `EDITOR`.
 *
 * @throws WrongUse where neither names one
 */
export function findEditor({ VISUAL, EDITOR }: NodeJS.ProcessEnv): string[] {
  const words = (VISUAL || EDITOR || '').split(' ').filter(Boolean);
  if (words.length > 0) return words;
  throw new WrongUse('Unexpected missing VISUAL and EDITOR, expected the name of a program such as `code --wait`');
}

/**
 * Starts the editor on a file and waits for its end; gives 1 where the program fails.
 *
 * @throws Refusal where it cannot be started
 */
export function startEditor([program = '', ...own]: string[], file: string, cursor: Point): Promise<number> {
  const child = spawn(program, [...own, ...placeArguments(path.basename(program), file, cursor)], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', () => {
      const found = `VISUAL or EDITOR ${quote(program)} that cannot be started`;
      reject(new Refusal(`Unexpected ${found}, expected the name of a program such as \`code --wait\``));
    });
    child.on('exit', (code) => resolve(code === 0 ? 0 : 1));
  });
}

/** How a program is told to open a file at a place; one that is not known here just opens it. */
function placeArguments(program: string, file: string, { line, column }: Point): string[] {
  switch (program.replace(/\.(?:exe|cmd)$/, '')) {
    case 'code':
    case 'codium':
    case 'cursor':
      return ['--goto', `${file}:${line}:${column}`];
    case 'subl':
    case 'zed':
    case 'hx':
      return [`${file}:${line}:${column}`];
    case 'vi':
    case 'vim':
    case 'nvim':
      return [`+call cursor(${line},${column})`, file];
    case 'emacs':
    case 'emacsclient':
      return [`+${line}:${column}`, file];
    case 'nano':
      return [`+${line},${column}`, file];
    default:
      return [file];
  }
}
