import { readFileSync } from 'node:fs';
import path from 'node:path';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { createChanges } from './src/feeds/sitemap.ts';
import { findFolders, isFile } from './src/issue/files.ts';
import { openNewsletter } from './src/newsletter.ts';
import { createLivePreview } from './src/preview/live.ts';
import { archiveDataPath } from './src/urls.ts';

const folders = findFolders(import.meta.dirname, process.env);
const { newsletter } = openNewsletter(folders);
// Without settings a build stops in content.config.ts with a report; a preview shows it.
const url = new URL(newsletter?.url ?? 'http://localhost/');

/** @type {(path: string) => string | undefined} */
let changedAt = () => undefined;

export default defineConfig({
  site: url.origin,
  base: url.pathname,
  trailingSlash: 'always',
  cacheDir: path.join(folders.cache, 'astro'),
  build: { format: 'directory', inlineStylesheets: 'always' },
  integrations: [
    createLivePreview(folders),
    {
      name: 'dateline',
      hooks: {
        // In a preview, a route asks for the final slash of a page even where it is a file of the search.
        'astro:server:setup': ({ server }) => {
          server.middlewares.use((request, _response, next) => {
            request.url = request.url?.replace(/(\/search\/\d{4}\/[^?]*\.\w+)(?=\?|$)/, '$1/');
            next();
          });
        },
        // The loader must know whether it may go on after an error, as a preview does; pages, once bundled, where they are.
        'astro:config:setup': ({ command, updateConfig }) => {
          const define = {
            'import.meta.env.DATELINE_COMMAND': JSON.stringify(command),
            'import.meta.env.DATELINE_ROOT': JSON.stringify(import.meta.dirname),
          };
          // An owner's own colors and fonts, after ours and in the page like them.
          const own = path.join(folders.content, 'theme.css');
          const theme = isFile(own) ? own : path.join(import.meta.dirname, 'src/styles/theme.css');
          updateConfig({ vite: { define, resolve: { alias: { 'dateline:theme.css': theme } } } });
        },
        // The site map, below, knows of pages only, and the archive's data of all issues' changes.
        'astro:build:done': ({ dir }) => {
          const archive = JSON.parse(readFileSync(new URL(archiveDataPath, dir), 'utf8'));
          changedAt = createChanges(archive);
        },
      },
    },
    sitemap({
      namespaces: { news: false, xhtml: false, image: false, video: false },
      serialize: (page) => {
        const lastmod = changedAt(page.url.slice(url.href.length));
        return lastmod === undefined ? page : { ...page, lastmod };
      },
    }),
  ],
});
