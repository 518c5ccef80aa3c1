import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AstroIntegration } from 'astro';
import { typeOf } from '../hosting/types.ts';
import type { Folders } from '../issue/files.ts';
import { formatReport } from '../issue/report.ts';
import { fileOf } from '../site/sheet.ts';
import { createSite } from '../urls.ts';
import { watchFolder } from '../watch.ts';
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
      'astro:config:setup': ({ command, addDevToolbarApp, addMiddleware, updateConfig }) => {
        if (command !== 'dev') return;
        updateConfig({ vite: { server: { watch: { ignored: (file) => isAside(file, folders) } } } });
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
            response.setHeader('Content-Type', typeOf(fileOf(path)));
            response.end(content);
          } catch (error) {
            next(error);
          }
        });
        const report = (error: unknown) => logger.error(String(error));
        const react = async (file: string) => {
          if (await live.refresh(file)) server.environments.client?.hot.send({ type: 'full-reload', path: '*' });
          // What else is in the folder, a theme, the server knows itself; it only does not watch there.
          else server.watcher.emit(existsSync(file) ? 'change' : 'unlink', file);
        };
        let turn = Promise.resolve();
        const timers = new Map<string, NodeJS.Timeout>();
        const onChange = (file: string) => {
          // A file is first emptied, then written: once nothing has been said of it for a moment, it is whole.
          clearTimeout(timers.get(file));
          const takeTurn = () => {
            timers.delete(file);
            turn = turn.then(() => react(file)).catch(report);
          };
          timers.set(file, setTimeout(takeTurn, 40));
        };
        const stopWatching = watchFolder(folders.content, { onChange, onError: report });
        server.httpServer?.on('close', stopWatching);
      },
    },
  };
}

/** Whether a file is none that the pages are made of: the server would watch each issue, and each file of a finished site. */
function isAside(file: string, { root }: Folders): boolean {
  const [top = ''] = path.relative(root, file).split(path.sep);
  return !['', '..', 'src', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json'].includes(top);
}
