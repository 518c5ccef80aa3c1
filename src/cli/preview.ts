import type { Command } from './command.ts';
import { readServer, serverOptions } from './server.ts';

export const preview: Command = {
  summary: 'Serves `dist/` as a host would.',
  usage: 'preview',
  options: { ...serverOptions, outDir: { type: 'string', help: 'another folder than `dist/`' } },
  run: async ({ options }, { root }) => {
    const outDir = options['outDir'];
    // Loaded here, so that commands without pages start at once.
    const { preview: startServer } = await import('astro');
    const server = await startServer({
      root,
      server: readServer(options),
      ...(typeof outDir === 'string' && { outDir }),
    });
    await server.closed();
    return 0;
  },
};
