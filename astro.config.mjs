import path from 'node:path';
import { defineConfig, passthroughImageService } from 'astro/config';
import { findFolders, isFile, themePath } from './src/issue/files.ts';
import { hasError } from './src/issue/message.ts';
import { openNewsletter } from './src/newsletter.ts';
import { createPressAdapter } from './src/press/adapter.ts';
import { createLivePreview } from './src/preview/live.ts';
import { openTheme } from './src/theme.ts';

const folders = findFolders(import.meta.dirname, process.env);
const { newsletter } = openNewsletter(folders);
// Without settings a build stops before it comes here; a preview shows the report.
const url = new URL(newsletter?.url ?? 'http://localhost/');
// An owner's own colors and fonts, after ours and in the page like them. With an error a build stops; a preview does without.
const own = themePath(folders);
const isOwn = isFile(own) && !openTheme(folders).some(hasError);
const theme = isOwn ? own : path.join(import.meta.dirname, 'src/styles/theme.css');

// Astro compiles the pages and serves the preview. `npm run build` prints the site with what it compiled: src/press/.
export default defineConfig({
  site: url.origin,
  base: url.pathname,
  output: 'server',
  cacheDir: path.join(folders.cache, 'astro'),
  // Pictures are the owner's, copied as they are.
  image: { service: passthroughImageService() },
  build: { inlineStylesheets: 'never' },
  adapter: createPressAdapter(),
  integrations: [createLivePreview(folders, url)],
  vite: {
    build: { assetsInlineLimit: 0 },
    resolve: { alias: { 'dateline:theme.css': theme } },
  },
});
