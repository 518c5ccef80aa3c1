import { defineConfig } from 'astro/config';

// The bench's site for Astro. Caches stand in the site's own folder: its `node_modules` is a link to the project's.
export default defineConfig({
  site: 'https://bench.example.com',
  cacheDir: './cache/astro',
  vite: { cacheDir: './cache/vite' },
});
