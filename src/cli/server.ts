import type { AstroUserConfig } from 'astro';
import { quote } from '../issue/message.ts';
import { WrongUse, type Command, type Input } from './command.ts';

/** The options of the commands that serve pages. */
export const serverOptions = {
  port: { type: 'string', help: 'another port than 4321' },
  host: { type: 'string', help: 'an address to listen on, for other machines of the network' },
} as const satisfies Command['options'];

export function readServer({ port, host }: Input['options']): NonNullable<AstroUserConfig['server']> {
  if (port !== undefined && !(/^\d{1,5}$/.test(String(port)) && Number(port) < 2 ** 16)) {
    throw new WrongUse(`Unexpected port ${quote(String(port))}, expected a number such as \`4321\``);
  }
  return {
    ...(port !== undefined && { port: Number(port) }),
    ...(typeof host === 'string' && { host }),
  };
}
