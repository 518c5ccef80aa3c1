import { styleText } from 'node:util';
import type { Desk } from './command.ts';

/** How a command speaks through this process: to a person on a terminal, or plainly to a file or a program. */
export function openTerminal(): Pick<Desk, 'isTerminal' | 'print' | 'paint' | 'progress'> {
  const { stdout, stderr } = process;
  // A reader that has seen enough, such as `head`, is no reason for a stack trace.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let isShown = false;
  const clear = () => {
    if (isShown) stderr.write('\r\x1b[K');
    isShown = false;
  };
  const began = performance.now();
  let shown = began;
  return {
    isTerminal: stdout.isTTY === true,
    print: (text) => {
      clear();
      stdout.write(`${text}\n`);
    },
    paint: (style, text) => styleText(style, text, { stream: stdout }),
    progress: (doing, done, total) => {
      const now = performance.now();
      if (!stderr.isTTY || now - began < 1000 || now - shown < 100) return;
      shown = now;
      clear();
      stderr.write(`${doing} ${done} of ${total}`);
      isShown = true;
    },
  };
}
