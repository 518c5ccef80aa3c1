import type { AstroUserConfig } from 'astro';
import { createServer } from 'node:net';
import { quote } from '../issue/message.ts';
import { WrongUse, type Command, type Input } from './command.ts';

/** The options of the commands that serve pages. */
export const serverOptions = {
  port: { type: 'string', help: 'another port than 4321' },
  host: { type: 'string', help: 'an address to listen on, for other machines of the network' },
} as const satisfies Command['options'];

/**
 * Where to serve pages.
 *
 * @throws WrongUse where the options name no port, or no address of this machine
 */
export async function readServer({ port, host }: Input['options']): Promise<NonNullable<AstroUserConfig['server']>> {
  if (port !== undefined && !(/^\d{1,5}$/.test(String(port)) && Number(port) < 2 ** 16)) {
    throw new WrongUse(`Unexpected port ${quote(String(port))}, expected a number such as \`4321\``);
  }
  if (typeof host === 'string' && !(await canListen(host))) {
    throw new WrongUse(`Unexpected host ${quote(host)}, expected an address of this machine such as \`0.0.0.0\``);
  }
  return {
    ...(port !== undefined && { port: Number(port) }),
    ...(typeof host === 'string' && { host }),
  };
}

/** Whether an address is this machine's, which only listening tells. */
function canListen(host: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer();
  server.on('error', () => resolve(false));
  server.on('listening', () => server.close(() => resolve(true)));
  // Without a name it would listen everywhere.
  if (host === '') resolve(false);
  else server.listen(0, host);
  return promise;
}
