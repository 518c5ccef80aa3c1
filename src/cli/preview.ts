import path from 'node:path';
import { isFolder, shownPath } from '../issue/files.ts';
import { quote } from '../issue/message.ts';
import { Refusal } from '../refusal.ts';
import { refuseWords, type Command } from './command.ts';
import { readServer, serverOptions } from './server.ts';
import { openSettings } from './settings.ts';

export const preview: Command = {
  summary: 'Serves `dist/` as a host would.',
  usage: 'preview',
  options: { ...serverOptions, outDir: { type: 'string', help: 'another folder than `dist/`' } },
  run: async (input, desk) => {
    refuseWords(input);
    const { options } = input;
    const { root } = desk;
    const { newsletter } = openSettings(desk);
    const outDir = path.resolve(root, typeof options['outDir'] === 'string' ? options['outDir'] : 'dist');
    if (!isFolder(outDir)) {
      const shown = quote(shownPath(outDir));
      throw new Refusal(`Unexpected folder ${shown} that is not there, expected a site: \`npm run build\` makes it`);
    }
    const where = await readServer(options);
    // Loaded here, so that commands without pages start at once.
    const { preview: startServer } = await import('astro');
    const server = await startServer({
      root,
      // The files as they are: with our own setup, Astro would look for the program that printed them.
      configFile: false,
      base: new URL(newsletter.url).pathname,
      outDir,
      server: where,
    });
    await server.closed();
    return 0;
  },
};
