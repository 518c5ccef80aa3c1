import { hash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { healthSchema } from '../../src/hosting/health.ts';
import { run, temporaryFolder } from '../command/run.ts';
import { headersFor, readRules } from './host.ts';
import { buildSite, rebuild, type Site } from './site.ts';

interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer | string;
}
type Misbehave = (path: string, answer: Answer) => Answer;

let site: Site;
/** How many there are of both, as a message has it. */
let issues: string;
let items: string;
let servers: (() => void)[] = [];

beforeAll(async () => {
  site = await buildSite();
  const health = healthSchema.parse(JSON.parse(readFileSync(path.join(site.folder, 'health.json'), 'utf8')));
  [issues, items] = [`${health.issues} issues`, `${health.items} items`];
});

afterEach(() => {
  for (const close of servers) close();
  servers = [];
});

/** A host that does everything right, but for what a test has it do wrong. */
async function serve(misbehave: Misbehave = (_, answer) => answer, folder = site.folder): Promise<string> {
  const rules = readRules(readFileSync(path.join(folder, '_headers'), 'utf8'));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.replace('/letters/', '');
    const { status, headers, body } = misbehave(name, answer(folder, pathname, name, request.headers['if-none-match']));
    response.writeHead(status, headers).end(status === 304 ? '' : body);
    function answer(folder: string, pathname: string, name: string, known: string | undefined): Answer {
      const file = path.join(folder, name, pathname.endsWith('/') ? 'index.html' : '');
      const isThere = pathname.startsWith('/letters/') && existsSync(file) && statSync(file).isFile();
      const body = readFileSync(isThere ? file : path.join(folder, '404.html'));
      const tag = `"${hash('sha1', body)}"`;
      const type = types[path.extname(isThere ? file : '.html')] ?? 'text/plain';
      const headers = { 'Content-Type': type, ETag: tag, ...headersFor(pathname, rules, 'joined') };
      return { status: isThere ? (known === tag ? 304 : 200) : 404, headers, body };
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  servers.push(() => server.close());
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) throw new Error('no port');
  return `http://localhost:${bound.port}/letters/`;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'text/xml',
  '.md': 'text/markdown; charset=utf-8',
};

async function verify(address: string, ...words: string[]): Promise<{ code: number | null; output: string }> {
  const { code, output, errors } = await run(['verify', address, ...words], site.environment);
  expect(errors).toBe('');
  return {
    code,
    output: output.trim().replaceAll(address, 'SITE/').replaceAll(issues, 'ISSUES').replaceAll(items, 'ITEMS'),
  };
}

test('a site that has everything is told in one line', async () => {
  expect(await verify(await serve())).toEqual({
    code: 0,
    output: 'SITE/ has all that is here: ISSUES with ITEMS, the newest of 2026-03-23',
  });
});

describe('what is missing is said in words', () => {
  const without = (name: string, answer: Answer): Answer => {
    const headers = Object.fromEntries(Object.entries(answer.headers).filter(([key]) => key !== name));
    return { ...answer, headers };
  };
  const replace = (answer: Answer, from: string | RegExp, to: string): Answer => ({
    ...answer,
    body: String(answer.body).replace(from, to),
  });
  const notFound = (answer: Answer): Answer => ({ ...answer, status: 404 });
  const at =
    (where: string, change: (answer: Answer) => Answer): Misbehave =>
    (name, answer) =>
      name === where ? change(answer) : answer;

  test.each<[string, Misbehave, string]>([
    [
      'the newest issue',
      at('2026/03/23/', notFound),
      'SITE/2026/03/23/\n  error    Unexpected answer `404`, expected the issue of 2026-03-23\n',
    ],
    [
      'an item of it',
      at('2026/03/23/', (answer) => replace(answer, / id="[^"]*-part-1"/, '')),
      'SITE/2026/03/23/\n  error    Unexpected 14 of 15 items, expected also `what-maintainers-think-of-assistants-news-03-23-part-1`',
    ],
    [
      'the health',
      at('health.json', notFound),
      'SITE/health.json\n  error    Unexpected answer `404`, expected the health of the site',
    ],
    [
      'the health, though an answer comes',
      at('health.json', (answer) => ({ ...answer, body: '<p>Welcome' })),
      'SITE/health.json\n  error    Unexpected text, expected the health of the site, as JSON',
    ],
    [
      'items',
      at('health.json', (answer) => replace(answer, /"items": \d+/, '"items": 51')),
      'SITE/health.json\n  error    Unexpected 51 items in ISSUES, expected ITEMS in ISSUES',
    ],
    [
      'a change of a text',
      at('health.json', (answer) => replace(answer, /"digest": "\w+"/, '"digest": "0"')),
      'SITE/health.json\n  error    Unexpected content of another state, expected that of the files here, with the digest `',
    ],
    [
      'an older issue',
      at('2025/issues.json', (answer) => replace(answer, '"date": "2025-11-03"', '"date": "2025-11-04"')),
      'SITE/2025/issues.json\n  error    Unexpected list without the issue of 2025-11-03, expected it\n  error    Unexpected issue of 2025-11-04, expected none, as here',
    ],
    [
      'an item of an older issue',
      at('2025/issues.json', (answer) => replace(answer, '"items": 6', '"items": 5')),
      'SITE/2025/issues.json\n  error    Unexpected 5 items in the issue of 2025-12-30, expected 6',
    ],
    [
      'the newest entry of an RSS feed',
      at('rss.xml', (answer) => replace(answer, /<item>.*?<\/item>/s, '')),
      'SITE/rss.xml\n  error    Unexpected newest entry `tag:example,2026-03-20:issue`, expected `tag:example,2026-03-23:issue`',
    ],
    [
      'the newest entry of an Atom feed',
      at('atom.xml', (answer) => replace(answer, /<entry>.*?<\/entry>/s, '')),
      'SITE/atom.xml\n  error    Unexpected newest entry `tag:example,2026-03-20:issue`, expected `tag:example,2026-03-23:issue`',
    ],
    [
      'every entry of a JSON Feed',
      at('feed.json', (answer) => ({ ...answer, body: '{"items": []}' })),
      'SITE/feed.json\n  error    Unexpected feed without an entry, expected `tag:example,2026-03-23:issue`',
    ],
    [
      'the type of a feed',
      at('news/atom.xml', (answer) => ({ ...answer, headers: { ...answer.headers, 'Content-Type': 'text/html' } })),
      'SITE/news/atom.xml\n  error    Unexpected `Content-Type` `text/html`, expected `application/xml` or `text/xml`',
    ],
    [
      'the permission to read a feed',
      at('items/feed.json', (answer) => without('Access-Control-Allow-Origin', answer)),
      'SITE/items/feed.json\n  error    Unexpected answer without `Access-Control-Allow-Origin`, expected `*`, so that any page may read it',
    ],
    [
      'the policy of a page',
      at('', (answer) => replace(answer, /<meta http-equiv="Content-Security-Policy"[^>]*>/, '')),
      'SITE/\n  error    Unexpected page without its Content-Security-Policy, expected the one that the build puts into it',
    ],
    [
      'the strictness of a policy',
      at('2026/03/23/', (answer) => replace(answer, "script-src 'self'", "script-src 'self' 'unsafe-inline'")),
      "SITE/2026/03/23/\n  error    Unexpected Content-Security-Policy `default-src 'none'; script-src 'self' 'unsafe-inline'",
    ],
    [
      'what the search needs',
      at('search/', (answer) => ({
        ...answer,
        headers: { ...answer.headers, 'Content-Security-Policy': "default-src 'self'" },
      })),
      "SITE/search/\n  error    Unexpected Content-Security-Policy of the host that forbids the search, expected `'wasm-unsafe-eval'` for scripts here",
    ],
    [
      'the answer for what is not there',
      (_, answer) => (answer.status === 404 ? { ...answer, status: 200 } : answer),
      'SITE/there-is-no-such-page/\n  error    Unexpected answer `200` where no page is, expected `404`',
    ],
    [
      'the site itself, which is somewhere else now',
      at('', (answer) => ({ ...answer, status: 301, headers: { Location: '/elsewhere/' } })),
      'SITE/\n  error    Unexpected answer `301` to `/elsewhere/`, expected a page of the site',
    ],
  ])('%s', async (_, misbehave, expected) => {
    const { code, output } = await verify(await serve(misbehave));
    expect(output).toContain(expected);
    expect(output).toMatch(/\n\n[1-9]\d* errors? at SITE\/$/);
    expect(code).toBe(1);
  });

  test('headers that not every host can send, as warnings', async () => {
    const names = ['Content-Security-Policy', 'Strict-Transport-Security', 'Referrer-Policy', 'ETag'];
    const address = await serve((_, answer) => names.reduce((rest, name) => without(name, rest), answer));
    const { code, output } = await verify(address);
    expect(output).toBe(
      [
        'SITE/',
        "  warning  Unexpected answer without `Content-Security-Policy`, expected `frame-ancestors 'none'; upgrade-insecure-requests`",
        '  warning  Unexpected answer without `Referrer-Policy`, expected `strict-origin-when-cross-origin`',
        '  warning  Unexpected answer without `Strict-Transport-Security`, expected `max-age=31536000`',
        '  warning  Unexpected page without `ETag` and `Last-Modified`, expected one of them, so that what did not change is not sent again',
        '',
        'SITE/ has all that is here: ISSUES with ITEMS, the newest of 2026-03-23; 4 warnings',
      ].join('\n'),
    );
    expect(code).toBe(0);
    expect((await verify(address, '--strict')).code).toBe(1);
  });

  test('a cookie, a page of the host’s own, and bytes that are sent again, as warnings', async () => {
    const { output } = await verify(
      await serve((_, answer) => ({
        ...answer,
        status: answer.status === 304 ? 200 : answer.status,
        headers: { ...answer.headers, 'Set-Cookie': 'session=1' },
        body: answer.status === 404 ? 'Nothing here' : answer.body,
      })),
    );
    expect(output).toContain(
      '  warning  Unexpected cookie `session`, expected none: a page with one is kept by no cache',
    );
    expect(output).toContain('  warning  Unexpected answer `200` where nothing changed, expected `304`');
    expect(output).toContain('  warning  Unexpected page of the host’s own where no page is, expected `/404.html`');
  });

  test('everything, where nobody answers', async () => {
    const address = await serve();
    for (const close of servers) close();
    const { code, output } = await verify(address);
    expect(output).toContain('  error    Unexpected silence at `SITE/health.json`, expected an answer');
    expect(code).toBe(1);
  });
});

test('a site that has stopped is told from one that goes on', async () => {
  const old = { ...site, folder: temporaryFolder() };
  await rebuild({ ...old, environment: { ...site.environment, DATELINE_NOW: '2026-03-21T12:00:00Z' } });
  const { code, output } = await verify(await serve(undefined, old.folder));
  expect(code).toBe(1);
  expect(output).toContain(
    'SITE/health.json\n  error    Unexpected newest issue `2026-03-20`, expected `2026-03-23`\n',
  );
  expect(output).toContain('SITE/2026/03/23/\n  error    Unexpected answer `404`, expected the issue of 2026-03-23\n');
  expect(output).toContain(
    'SITE/2026/issues.json\n  error    Unexpected list without the issue of 2026-03-23, expected it\n',
  );
});

test('waits for a site that is still on its way', async () => {
  let asked = 0;
  const late: Misbehave = (name, answer) =>
    name === 'health.json' && ++asked < 3 ? { ...answer, status: 503 } : answer;
  expect(await verify(await serve(late), '--wait', '20')).toMatchObject({ code: 0 });
  expect(asked).toBe(3);
});

test.each([
  [
    ['verify', 'example.com'],
    'Unexpected address `example.com`, expected one of a site such as `https://example.com/letters/`',
  ],
  [
    ['verify', 'https://a.example/', 'b'],
    'Unexpected address `https://a.example/ b`, expected one of a site such as `https://example.com/letters/`',
  ],
  [['verify', '--wait', 'long'], 'Unexpected wait `long`, expected a number of seconds such as `300`'],
])('%j is a wrong use', async (words, message) => {
  expect(await run(words, site.environment)).toMatchObject({ code: 2, output: `${message}\n` });
});
