import { readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'astro/config';

// The bench's site for Astro. Caches stand in the site's own folder: its `node_modules` is a link to the project's.
export default defineConfig({
  site: 'https://bench.example.com',
  cacheDir: './cache/astro',
  vite: { cacheDir: './cache/vite' },
  integrations: process.env.BENCH_PAGES === 'all' ? [addWhole()] : [],
});

/** Adds what stands under `src/whole/` to the pages, each file at the address that it would have among them. */
function addWhole() {
  const folder = path.join(import.meta.dirname, 'src/whole');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return {
    name: 'whole',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        for (const entry of files) {
          if (!entry.isFile()) continue;
          const entrypoint = path.join(entry.parentPath, entry.name);
          const name = path.relative(folder, entrypoint).split(path.sep).join('/');
          injectRoute({ pattern: `/${name.replace(/(?:\/index)?\.(?:astro|ts)$/, '')}`, entrypoint });
        }
      },
    },
  };
}
