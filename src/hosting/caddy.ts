import { notFoundPath } from '../urls.ts';
import { cacheOfHashed, cacheOfOthers, headersOfAll, headersOfData, type Headers } from './headers.ts';
import { hashedFolder, type ServerFacts } from './server.ts';
import { dataEnds, mediaTypes } from './types.ts';

/** A Caddyfile, for Caddy from 2.6 on. What it says of policies is what `nginx.ts` says. */
export function toCaddy({ site, moves, gone, root, listen }: ServerFacts): string {
  const hashed = `path ${site.href(hashedFolder)}*`;
  const files = ['file_server {', '\tprecompressed br gzip', '}'];
  const served = [`root * ${root}`, ...files];
  return `${[
    ...note,
    ...block(listen ?? new URL(site.url).origin, [
      'header -Server',
      ...writeHeaders(headersOfAll).map((line) => `header ${line}`),
      `@hashed ${hashed}`,
      `@others not ${hashed}`,
      ...writeHeaders(cacheOfHashed).map((line) => `header @hashed ${line}`),
      ...writeHeaders(cacheOfOthers).map((line) => `header @others ${line}`),
      `@data path ${dataEnds.map((end) => `*${end}`).join(' ')}`,
      ...writeHeaders(headersOfData).map((line) => `header @data ${line}`),
      // In place of the types that the system knows.
      ...Object.entries(mediaTypes).flatMap(([end, type]) => [
        `@${end.slice(1)} path *${end}`,
        ...block(`header @${end.slice(1)}`, [`Content-Type "${type}"`, 'defer']),
      ]),
      '',
      ...moves.map(({ from, to }) => `redir ${site.href(from)} ${site.href(to)} 301`),
      '# What the build compressed is sent as it is; anything else is compressed on the way.',
      'encode gzip',
      ...(site.base === '/' ? [] : [`redir ${site.base.slice(0, -1)} ${site.base} 301`]),
      // In this order, and not in Caddy's own.
      ...block('route', [
        ...(gone.length > 0 ? [`@gone path ${gone.map(site.href).join(' ')}`, 'error @gone "Gone" 410'] : []),
        ...(site.base === '/'
          ? served
          : [...block(`handle_path ${site.base}*`, served), ...block('handle', ['error "Not found" 404'])]),
      ]),
      ...block('handle_errors', [
        '@missing expression {http.error.status_code} in [404, 410]',
        ...block('handle @missing', [`rewrite * /${notFoundPath}`, ...served]),
      ]),
    ]),
  ].join('\n')}\n`;
}

const note = [
  '# The site in Caddy; written by `npm run hosting -- caddy`. Save it as /etc/caddy/Caddyfile, and write it again when an',
  '# issue has moved or is gone, or the site has another address. Caddy sees to HTTPS itself.',
  '',
];

function writeHeaders(headers: Headers): string[] {
  return Object.entries(headers).map(([name, value]) => `${name} "${value}"`);
}

function block(head: string, rows: readonly string[]): string[] {
  return [`${head} {`, ...rows.map((row) => (row === '' ? '' : `\t${row}`)), '}'];
}
