import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { run, temporaryFolder } from '../command/run.ts';
import { addLongIssues, richDate, writeContent } from './content.ts';

/** A built site and the server that it stands on. */
export interface BuiltSite {
  /** The folder of its files. */
  folder: string;
  /** Its address, with its base path. */
  address: string;
  close: () => void;
}

/** One path of every template, for tests that look at them all. */
export const templates = [
  '',
  '2026/03/23/',
  `${richDate.replaceAll('-', '/')}/`,
  '2026/03/',
  '2026/',
  'archive/',
  'news/',
  'news/2026/02/',
  'sources/',
  'sources/arxiv.example.com/',
  'sources/many.example.net/',
  'sources/many.example.net/2023/',
  'search/',
  'search/?q=cache',
  'subscribe/',
  'catch-up/',
  'about/',
  '404.html',
];

/** Builds the site of `content.ts` under a base path, and serves it as any host does. */
export async function openSite(): Promise<BuiltSite> {
  const folder = temporaryFolder();
  const content = writeContent();
  addLongIssues(content);
  const environment = {
    CONTENT_DIR: content,
    CACHE_DIR: temporaryFolder(),
    DATELINE_NOW: '2026-03-25T12:00:00Z',
  };
  const built = await run(['build', '--outDir', folder], environment);
  if (built.code !== 0) throw new Error(`The site cannot be built:\n${built.output}${built.errors}`);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = findFile(folder, decodeURI(pathname));
    response.writeHead(file ? 200 : 404, { 'Content-Type': types[path.extname(file ?? '.html')] ?? 'text/plain' });
    response.end(readFileSync(file ?? path.join(folder, '404.html')));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('no port');
  return { folder, address: `http://localhost:${bound.port}/letters/`, close: () => server.close() };
}

function findFile(folder: string, pathname: string): string | undefined {
  if (!pathname.startsWith('/letters/')) return undefined;
  const file = path.join(folder, pathname.slice('/letters/'.length), pathname.endsWith('/') ? 'index.html' : '');
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.opml': 'text/x-opml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
