import type { Command } from './command.ts';

export const build: Command = {
  summary: 'Builds the site into `dist/`; with an error in the content it changes nothing and prints the report.',
  usage: 'build [-- --outDir FOLDER]',
  options: { outDir: { type: 'string', help: 'another folder than `dist/`' } },
  run: async ({ options }, { root }) => {
    // Loaded here, so that commands without pages start at once.
    const { build: buildSite } = await import('astro');
    await buildSite({
      root,
      ...(typeof options['outDir'] === 'string' && { outDir: options['outDir'] }),
    });
    return 0;
  },
};
