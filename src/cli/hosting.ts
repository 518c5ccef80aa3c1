import path from 'node:path';
import { lastDueDate, statusOf } from '../due.ts';
import { toCaddy } from '../hosting/caddy.ts';
import { toNginx } from '../hosting/nginx.ts';
import { listGone, listMoves } from '../hosting/redirects.ts';
import type { ServerFacts } from '../hosting/server.ts';
import { openArchive } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { choice, hasError, quote } from '../issue/message.ts';
import { createSite } from '../urls.ts';
import { WrongUse, type Command, type Desk, type Input } from './command.ts';
import { readNow } from './now.ts';
import { openSettings } from './settings.ts';

export const hosting: Command = {
  summary: 'Prints the configuration of a web server for the site.',
  usage: 'hosting -- nginx|caddy',
  options: {
    root: { type: 'string', help: 'the folder of the site’s files on the server (`dist/` here)' },
    listen: { type: 'string', help: 'another place to listen at than that of the site’s address' },
    brotli: { type: 'boolean', help: 'for nginx with its module for compressed files of Brotli' },
  },
  run: async (input, desk) => {
    const write = readServer(input);
    desk.print(write(await openFacts(input, desk)).trimEnd());
    return 0;
  },
};

const servers = ['nginx', 'caddy'];

function readServer({ words, options }: Input): (facts: ServerFacts) => string {
  const [word, ...more] = words;
  if (word === 'caddy' && more.length === 0) return toCaddy;
  if (word === 'nginx' && more.length === 0) return (facts) => toNginx(facts, options['brotli'] === true);
  const found = word === undefined ? 'missing server' : `server ${quote(words.join(' '))}`;
  throw new WrongUse(`Unexpected ${found}, expected ${choice(servers)}`);
}

async function openFacts({ options: { root, listen } }: Input, desk: Desk): Promise<ServerFacts> {
  const { folders, newsletter } = openSettings(desk);
  const archive = await openArchive(folders, openCache(folders, newsletter), (done, total) =>
    desk.progress('Reading issue', done, total),
  );
  const lastDue = lastDueDate(newsletter, readNow(desk));
  const entries = archive.files
    .flatMap(({ file, entry }) => (entry && !hasError(file) ? entry : []))
    .filter((entry) => statusOf(entry, lastDue) === 'published');
  return {
    id: newsletter.id,
    site: createSite(newsletter.url),
    moves: listMoves(entries),
    gone: listGone(newsletter.gone),
    root: readRoot(root, path.resolve(desk.root, 'dist')),
    ...(typeof listen === 'string' && { listen: readListen(listen) }),
  };
}

/** A folder's path as both servers take it without quotes. */
function readRoot(root: string | boolean | undefined, own: string): string {
  const folder = typeof root === 'string' ? root.replace(/(?<=.)\/+$/, '') : own;
  if (path.posix.isAbsolute(folder) && !/[\s"'{};#$\\]/.test(folder)) return folder;
  throw new WrongUse(`Unexpected root ${quote(folder)}, expected the full path of a folder, without spaces and quotes`);
}

function readListen(listen: string): string {
  if (/^[\w.:/[\]-]+$/.test(listen)) return listen;
  throw new WrongUse(`Unexpected listen ${quote(listen)}, expected an address such as \`127.0.0.1:8080\``);
}
