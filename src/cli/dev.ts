import { findFolders } from '../issue/files.ts';
import { formatReport } from '../issue/report.ts';
import { openNewsletter } from '../newsletter.ts';
import { Refusal } from '../refusal.ts';
import type { Command } from './command.ts';
import { readServer, serverOptions } from './server.ts';

export const dev: Command = {
  summary: 'Shows the site as it will be, drafts and future issues too, and anew after each save.',
  usage: 'dev',
  options: serverOptions,
  run: async ({ options }, { root, environment }) => {
    // Without its settings no page can be made; with them broken later on, the last good ones serve.
    const { file, newsletter } = openNewsletter(findFolders(root, environment));
    if (!newsletter) throw new Refusal(formatReport([file]));
    // Loaded here, so that commands without pages start at once.
    const { dev: startServer } = await import('astro');
    await startServer({ root, server: readServer(options) });
    return 0;
  },
};
