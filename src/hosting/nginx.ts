import { notFoundPath } from '../urls.ts';
import { cacheOfHashed, cacheOfOthers, headersOfAll, headersOfData } from './headers.ts';
import { hashedFolder, type ServerFacts } from './server.ts';
import { dataEnds, mediaTypes } from './types.ts';

/**
 * A configuration of nginx, from 1.14 on.
 *
 * The policy that it sends is what no page can say of itself. The strict one is in each page, where it is always of the same
 * build: this file is written once, and an older one would keep a page from its own style.
 *
 * @param hasBrotli whether its module for compressed files of Brotli is there
 */
export function toNginx({ id, site, moves, gone, root, listen = '80' }: ServerFacts, hasBrotli: boolean): string {
  const { host } = new URL(site.url);
  // Names are of the whole server: another newsletter may be on it.
  const variable = (name: string) => `$${id.replace(/\W/g, '_')}_${name}`;
  const mapping = (name: string, rows: string[]) => block(`map $uri ${variable(name)}`, rows);
  const rule = (value: string) => `"${value}"`;
  return `${[
    note,
    mapping('cache', [
      `default ${rule(valueOf(cacheOfOthers))};`,
      `~^${escape(site.href(hashedFolder))} ${rule(valueOf(cacheOfHashed))};`,
    ]),
    mapping('origin', [
      'default "";',
      `~\\.(?:${dataEnds.map((end) => end.slice(1)).join('|')})$ "${valueOf(headersOfData)}";`,
    ]),
    mapping('moved', [...anew, ...moves.map(({ from, to }) => `${site.href(from)} ${site.href(to)};`)]),
    mapping('gone', [...anew, ...gone.map((path) => `${site.href(path)} 1;`)]),
    block('server', [
      `listen ${listen};`,
      `server_name ${host};`,
      'server_tokens off;',
      'absolute_redirect off;',
      ...block('types', Object.entries(mediaTypes).map(writeType)).split('\n'),
      'default_type application/octet-stream;',
      'charset utf-8;',
      'charset_types text/css text/javascript application/json text/markdown text/x-opml text/plain application/xml;',
      '',
      '# What the build compressed is sent as it is; anything else is compressed on the way.',
      'gzip_static on;',
      hasBrotli ? 'brotli_static on;' : '# brotli_static on;  # with the package libnginx-mod-http-brotli-static',
      'gzip on;',
      'gzip_vary on;',
      'gzip_types text/css text/javascript application/json text/markdown text/x-opml text/plain application/xml image/svg+xml;',
      '',
      ...Object.entries(headersOfAll).map(([name, value]) => `add_header ${name} ${rule(value)} always;`),
      `add_header Cache-Control ${variable('cache')} always;`,
      `add_header Access-Control-Allow-Origin ${variable('origin')} always;`,
      '',
      `if (${variable('moved')}) { return 301 ${variable('moved')}; }`,
      `if (${variable('gone')}) { return 410; }`,
      `error_page 404 410 ${site.href(notFoundPath)};`,
      'index index.html;',
      ...(site.base === '/'
        ? [`root ${root};`]
        : [
            `location = ${site.base.slice(0, -1)} { return 301 ${site.base}; }`,
            `location ${site.base} { alias ${root}/; }`,
            'location / { return 404; }',
          ]),
    ]),
  ].join('\n\n')}\n`;
}

/** The page that an answer shows has another address: what was asked for is not said of it, too. */
const anew = ['volatile;', 'default "";'];

const note = [
  '# The site in nginx; written by `npm run hosting -- nginx`. Save it as /etc/nginx/conf.d/newsletter.conf, and write it',
  '# again when an issue has moved or is gone, or the site has another address. For HTTPS: certbot --nginx.',
].join('\n');

function writeType([end, type]: [string, string]): string {
  return `${type.replace(/;.*/, '')} ${end.slice(1)};`;
}

function valueOf(headers: Readonly<Record<string, string>>): string {
  return Object.values(headers).join();
}

/** A text in a regular expression of nginx. */
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function block(head: string, rows: readonly string[]): string {
  return [`${head} {`, ...rows.map((row) => (row === '' ? '' : `    ${row}`)), '}'].join('\n');
}
