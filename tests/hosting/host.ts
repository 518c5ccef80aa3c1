import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

/** A rule of a `_headers` file. */
export interface Rule {
  path: string;
  headers: [name: string, value: string][];
}

/** Reads `_headers` as both hosts document it: a path, and indented below it `Name: value`. */
export function readRules(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    if (!/^\s/.test(line)) rules.push({ path: line.trim(), headers: [] });
    else {
      const [, name = '', value = ''] = /^\s+([\w-]+):\s*(.+)$/.exec(line) ?? [];
      rules.at(-1)?.headers.push([name, value]);
    }
  }
  return rules;
}

/**
 * The headers for an address.
 *
 * @param way Cloudflare Pages joins the values of all rules that match with commas; Netlify takes that of one
 */
export function headersFor(address: string, rules: readonly Rule[], way: 'joined' | 'one'): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, headers } of rules) {
    const matches = path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : address === path;
    if (!matches) continue;
    for (const [name, value] of headers) {
      found[name] = way === 'joined' && name in found ? `${found[name]}, ${value}` : value;
    }
  }
  return found;
}

/** Serves a built site under its base path with the headers of its `_headers` file. */
export async function openHost(
  folder: string,
  base: string,
  way: 'joined' | 'one',
  change: (html: string) => string = (html) => html,
): Promise<{ address: string; close: () => void }> {
  const rules = readRules(readFileSync(path.join(folder, '_headers'), 'utf8'));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(folder, decodeURI(pathname).slice(base.length), pathname.endsWith('/') ? 'index.html' : '');
    const found = pathname.startsWith(base) && existsSync(file) && statSync(file).isFile();
    const type = types[path.extname(found ? file : '.html')] ?? 'text/plain';
    response.writeHead(found ? 200 : 404, { 'Content-Type': type, ...headersFor(pathname, rules, way) });
    const bytes = readFileSync(found ? file : path.join(folder, '404.html'));
    response.end(type.startsWith('text/html') ? change(bytes.toString()) : bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('no port');
  return { address: `http://localhost:${bound.port}${base}`, close: () => server.close() };
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
