import { headersOfAll } from '../hosting/headers.ts';
import { choice, quote } from '../issue/message.ts';
import {
  archiveDataPath,
  dataPath,
  feedPath,
  homePath,
  issuePath,
  markdownPath,
  opmlPath,
  searchPath,
  yearDataPath,
} from '../urls.ts';
import type { Ask, Reply } from './ask.ts';
import type { Expected } from './expected.ts';
import { Findings, type Finding } from './finding.ts';

/** Whether feeds, data and assets come as what they are, and any page may read feeds and data. */
export async function checkTypes({ entries: [newest], newsletter, site }: Expected, ask: Ask): Promise<Finding[]> {
  const date = newest?.date;
  const folders = ['', 'items/', ...newsletter.sections.map(({ path }) => `${path}/`)];
  const paths = [
    ...folders.flatMap((folder) => [
      feedPath(folder, 'rss.xml'),
      feedPath(folder, 'atom.xml'),
      feedPath(folder, 'feed.json'),
    ]),
    archiveDataPath,
    opmlPath,
    ...(date === undefined ? [] : [dataPath(date), markdownPath(date), yearDataPath(date.slice(0, 4))]),
  ];
  const found = paths.map(async (path) => {
    const address = site.absolute(path);
    const findings = new Findings(address);
    const reply = await ask(address);
    if (!findings.isOkay(reply, 'a feed or data of the site')) return findings.found;
    compareType(reply, path, findings);
    const origin = reply.headers.get('access-control-allow-origin');
    if (origin !== '*')
      findings.error(describe('Access-Control-Allow-Origin', origin), '`*`, so that any page may read it');
    return findings.found;
  });
  return (await Promise.all(found)).flat();
}

/** Whether pages come as pages, with their policy, and the host's own headers. */
export async function checkPages({ entries: [newest], site }: Expected, ask: Ask): Promise<Finding[]> {
  const paths = [homePath, ...(newest ? [issuePath(newest.date)] : []), searchPath];
  const found = paths.map(async (path) => {
    const address = site.absolute(path);
    const findings = new Findings(address);
    const reply = await ask(address);
    if (!findings.isOkay(reply, 'a page of the site')) return findings.found;
    compareType(reply, '.html', findings);
    checkPolicy(reply, path === searchPath, findings);
    if (path === homePath) await checkHome(reply, address, ask, findings);
    return findings.found;
  });
  return (await Promise.all(found)).flat();
}

/** The page's own policy holds on any host; one that the host adds must leave the search what it needs. */
function checkPolicy({ text, headers }: Reply, isSearch: boolean, findings: Findings): void {
  const own = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(text)?.[1];
  if (own === undefined)
    findings.error('page without its Content-Security-Policy', 'the one that the build puts into it');
  else if (!own.startsWith("default-src 'none'") || /'unsafe-(?:inline|eval)'/.test(own)) {
    findings.error(`Content-Security-Policy ${quote(own)}`, 'the one that the build puts into the page');
  }
  const sent = headers.get('content-security-policy') ?? '';
  const scripts = sent.split(/[;,]/).filter((directive) => /^\s*(?:script-src|default-src)\s/.test(directive));
  if (isSearch && scripts.length > 0 && !sent.split(',').every(allowsSearch)) {
    findings.error(
      'Content-Security-Policy of the host that forbids the search',
      "`'wasm-unsafe-eval'` for scripts here",
    );
  }
}

/** Whether one of the host's policies lets the search's program run. */
function allowsSearch(policy: string): boolean {
  const directives = new Map(policy.split(';').map((text) => [text.trim().split(/\s+/)[0] ?? '', text]));
  const scripts = directives.get('script-src') ?? directives.get('default-src');
  return scripts === undefined || /'(?:wasm-)?unsafe-eval'/.test(scripts);
}

/** What a host should add to every file; not every host can. */
async function checkHome(reply: Reply, address: string, ask: Ask, findings: Findings): Promise<void> {
  for (const [name, expected] of Object.entries(headersOfAll)) {
    const found = reply.headers.get(name);
    const isThere = name === 'Content-Security-Policy' ? found?.includes('frame-ancestors') : found !== null;
    if (!isThere) findings.warn(describe(name, found), quote(expected));
  }
  const cookie = reply.headers.get('set-cookie');
  if (cookie !== null)
    findings.warn(`cookie ${quote(cookie.split('=')[0] ?? '')}`, 'none: a page with one is kept by no cache');
  const [tag, time] = [reply.headers.get('etag'), reply.headers.get('last-modified')];
  if (tag === null && time === null) {
    findings.warn(
      'page without `ETag` and `Last-Modified`',
      'one of them, so that what did not change is not sent again',
    );
    return;
  }
  const again = await ask(address, tag === null ? { 'If-Modified-Since': time ?? '' } : { 'If-None-Match': tag });
  if (again.status !== 304) findings.warn(`answer ${quote(String(again.status))} where nothing changed`, '`304`');
}

function compareType({ headers }: Reply, path: string, findings: Findings): void {
  const found = headers.get('content-type');
  const [type] = found?.toLowerCase().split(';') ?? [];
  const allowed = types[/\.\w+$/.exec(path)?.[0] ?? ''] ?? [];
  if (allowed.includes(type?.trim() ?? '')) return;
  findings.error(describe('Content-Type', found), choice(allowed));
}

/** As browsers and feed readers take them. One that ends in `+xml` is shown by no browser. */
const types: Record<string, string[]> = {
  '.html': ['text/html'],
  '.json': ['application/json', 'application/feed+json'],
  '.xml': ['application/xml', 'text/xml'],
  '.opml': ['text/x-opml', 'application/xml', 'text/xml'],
  '.md': ['text/markdown', 'text/plain'],
};

function describe(name: string, value: string | null): string {
  return value === null ? `answer without \`${name}\`` : `\`${name}\` ${quote(value)}`;
}
