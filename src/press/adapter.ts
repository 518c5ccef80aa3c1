import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { noteScopes } from './scopes.ts';

/**
 * Has Astro compile the site's pages into a program of their own, the press, which prints any page at any time: a build
 * compiles it once and keeps it until the program changes.
 */
export function createPressAdapter(): AstroIntegration {
  return {
    name: 'dateline-press',
    hooks: {
      // The program is kept far from `node_modules/`: it brings all that it needs.
      'astro:config:setup': ({ command, updateConfig }) => {
        if (command === 'build')
          updateConfig({ vite: { ssr: { noExternal: true }, plugins: [keepPublic(), noteScopes()] } });
      },
      'astro:config:done': ({ setAdapter }) =>
        setAdapter({
          name: 'dateline-press',
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('./entry.ts', import.meta.url),
          supportedAstroFeatures: { serverOutput: 'stable', staticOutput: 'stable' },
        }),
    },
  };
}

/** Leaves the owner's public files where they are: a style may name them, but a build copies them itself. */
function keepPublic(): Plugin {
  return {
    name: 'dateline-keep-public',
    config: () => ({ environments: { client: { build: { copyPublicDir: false } } } }),
  };
}
