import { findShelf } from '../preview/shelf.ts';
import { refuseWords, type Command } from './command.ts';
import { readServer, serverOptions } from './server.ts';
import { openSettings } from './settings.ts';

export const dev: Command = {
  summary: 'Shows the site as it will be, drafts and future issues too, and anew after each save.',
  usage: 'dev [-- --open]',
  options: { ...serverOptions, open: { type: 'boolean', help: 'open the newest draft in the browser' } },
  run: async (input, desk) => {
    refuseWords(input);
    const { options } = input;
    const { root, print } = desk;
    // Without its settings no page can be made; with them broken later on, the last good ones serve.
    openSettings(desk);
    const where = await readServer(options);
    // Loaded here, so that commands without pages start at once.
    const { dev: startServer } = await import('astro');
    const { address } = await startServer({
      root,
      server: { ...where, open: options['open'] === true },
    });
    const host = typeof options['host'] === 'string' ? options['host'] : 'localhost';
    const newest = `http://${host}:${address.port}${findShelf()?.newestAddress() ?? '/'}`;
    print(`Newest draft: ${newest}`);
    // The pages are compiled when the first is asked for, which takes seconds: better begun before anybody does.
    fetch(newest).catch(() => {});
    return 0;
  },
};
