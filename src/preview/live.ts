import type { AstroIntegration } from 'astro';
import { createSite } from '../urls.ts';
import type { Folders } from '../issue/files.ts';
import { formatReport } from '../issue/report.ts';
import { typeOf } from '../hosting/types.ts';
import { putShelf } from './shelf.ts';
import { LiveSite } from './site.ts';

const app = 'dateline-messages';

/**
 * The preview's live part: reads the issues, and again what is saved, and has the browser show it at once.
 *
 * @param url of the newsletter
 */
export function createLivePreview(folders: Folders, url: URL): AstroIntegration {
  return {
    name: 'dateline-preview',
    hooks: {
      'astro:config:setup': ({ command, addDevToolbarApp, addMiddleware }) => {
        if (command !== 'dev') return;
        addMiddleware({ entrypoint: new URL('./middleware.ts', import.meta.url), order: 'pre' });
        const entrypoint = new URL('./toolbar.ts', import.meta.url);
        addDevToolbarApp({ id: app, name: 'Messages', icon: 'file-search', entrypoint });
      },
      'astro:server:setup': async ({ server, toolbar, logger }) => {
        const live = await LiveSite.open(folders, (broken) => logger.error(`\n${formatReport(broken)}`));
        putShelf(live);
        // With `--open`, the browser opens what the editor is at work on.
        if (server.config.server.open) server.config.server.open = live.newestAddress();
        toolbar.on<{ path: string }>(`${app}:open`, ({ path }) =>
          toolbar.send(`${app}:notes`, { path, notes: live.notesOf(path) }),
        );
        const { base } = createSite(url.href);
        server.middlewares.use(async (request, response, next) => {
          const { pathname } = new URL(request.url ?? '/', url);
          // A server of Vite takes its base off the addresses that it hands on.
          const path = decodeURI(pathname).replace(base, '').replace(/^\//, '');
          try {
            const content = await live.read(path);
            if (content === undefined) return next();
            response.setHeader('Content-Type', typeOf(path));
            response.end(content);
          } catch (error) {
            next(error);
          }
        });
        const react = async (file: string) => {
          if (await live.refresh(file)) server.environments.client?.hot.send({ type: 'full-reload', path: '*' });
        };
        server.watcher.add(folders.content);
        // A file is first emptied, then written, and the watcher is silent on it for 50 ms after it spoke: later, it is whole.
        let turn = Promise.resolve();
        const takeTurn = (file: string) =>
          (turn = turn.then(() => react(file)).catch((error) => logger.error(String(error))));
        const reactLater = (file: string) => void setTimeout(takeTurn, 60, file);
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, reactLater);
      },
    },
  };
}
