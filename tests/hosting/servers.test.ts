import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../command/run.ts';
import { ask, servers, startServer, type Running } from './servers.ts';
import { buildSite, rebuild, type Site } from './site.ts';

const compressions = [
  { encoding: 'br', read: brotliDecompressSync },
  { encoding: 'gzip', read: gunzipSync },
] as const;

/** A site with an issue that was moved and one that is gone. */
async function openMoved(url: string): Promise<Site> {
  const site = await buildSite();
  const content = site.environment.CONTENT_DIR;
  const issues = path.join(content, 'issues');
  const moved = readFileSync(path.join(issues, '2026-03-20.md'), 'utf8');
  renameSync(path.join(issues, '2026-03-20.md'), path.join(issues, '2026-03-21.md'));
  writeFileSync(path.join(issues, '2026-03-21.md'), moved.replace('-20\n', '-21\naliases: [2026-03-20]\n'));
  rmSync(path.join(issues, '2026-02-27.md'));
  const settings = path.join(content, 'newsletter.yaml');
  writeFileSync(
    settings,
    `${readFileSync(settings, 'utf8').replace('https://example.com/letters/', url)}gone: [2026-02-27]\n`,
  );
  await rebuild(site, ['--compress']);
  return site;
}

describe.each([
  { base: '/letters/', url: 'https://example.com/letters/' },
  { base: '/', url: 'https://letters.example.com/' },
])('at $base', ({ base, url }) => {
  let site: Site;

  beforeAll(async () => {
    if (servers.some(({ isThere }) => isThere)) site = await openMoved(url);
  });

  for (const server of servers) {
    const { name, isThere } = server;
    const title = isThere ? name : `${name}, which is not installed here and so not tested`;
    describe.skipIf(!isThere)(title, () => {
      let running: Running;
      const get = (where: string, headers?: Record<string, string>) => ask(running.origin + base + where, headers);
      const asset = (end: string) =>
        `_astro/${readdirSync(path.join(site.folder, '_astro')).find((file) => file.endsWith(end))}`;
      const bytesOf = (file: string) => readFileSync(path.join(site.folder, file));

      beforeAll(async () => {
        running = await startServer(server, site);
      });

      afterAll(async () => {
        await running?.close();
      });

      test('sends every kind of file as what it is', async () => {
        for (const [where, type] of [
          ['', 'text/html; charset=utf-8'],
          ['2026/03/23/', 'text/html; charset=utf-8'],
          ['rss.xml', 'application/xml; charset=utf-8'],
          ['atom.xml', 'application/xml; charset=utf-8'],
          ['feed.json', 'application/json; charset=utf-8'],
          ['feeds.opml', 'text/x-opml; charset=utf-8'],
          ['2026/03/23.md', 'text/markdown; charset=utf-8'],
          ['2026/03/23.json', 'application/json; charset=utf-8'],
          ['robots.txt', 'text/plain; charset=utf-8'],
          [asset('.css'), 'text/css; charset=utf-8'],
          [asset('.js'), 'text/javascript; charset=utf-8'],
          ['favicon.svg', 'image/svg+xml'],
          ['og/card.png', 'image/png'],
        ] as const) {
          const { status, headers, body } = await get(where);
          expect({ where, status, type: headers['content-type'] }).toEqual({ where, status: 200, type });
          expect(body.equals(bytesOf(where.endsWith('/') || where === '' ? `${where}index.html` : where)), where).toBe(
            true,
          );
        }
      });

      test('has hashed assets kept for a year, and all else asked for again soon', async () => {
        for (const end of ['.css', '.js']) {
          expect((await get(asset(end))).headers['cache-control']).toBe('public, max-age=31536000, immutable');
        }
        for (const where of ['', '2026/03/23/', 'rss.xml', '2026/03/23.json', 'favicon.svg', 'search/words.json']) {
          expect((await get(where)).headers['cache-control'], where).toBe('public, max-age=300, must-revalidate');
        }
      });

      test('sends nothing again that did not change', async () => {
        for (const where of ['', 'rss.xml', '2026/03/23.json', asset('.css')]) {
          for (const encoding of ['identity', 'gzip', 'br']) {
            const { headers } = await get(where, { 'Accept-Encoding': encoding });
            const [tag, time] = [headers.etag ?? '', headers['last-modified'] ?? ''];
            expect(tag, where).toMatch(/^(?:W\/)?".+"$/);
            const same = await get(where, { 'Accept-Encoding': encoding, 'If-None-Match': tag });
            expect({ where, status: same.status, bytes: same.body.length }).toEqual({ where, status: 304, bytes: 0 });
            expect((await get(where, { 'Accept-Encoding': encoding, 'If-Modified-Since': time })).status, where).toBe(
              304,
            );
            const other = await get(where, { 'Accept-Encoding': encoding, 'If-None-Match': '"other"' });
            expect(other.status, where).toBe(200);
          }
        }
      });

      test.each(compressions.filter(({ encoding }) => encoding === 'gzip' || server.hasBrotli))(
        'sends what the build compressed to whoever takes $encoding',
        async ({ encoding, read }) => {
          for (const [where, file] of [
            ['2026/03/23/', '2026/03/23/index.html'],
            ['rss.xml', 'rss.xml'],
            [asset('.js'), asset('.js')],
          ] as const) {
            const { headers, body } = await get(where, { 'Accept-Encoding': encoding });
            expect(headers['content-encoding'], where).toBe(encoding);
            expect(headers.vary?.toLowerCase(), where).toContain('accept-encoding');
            expect(body.equals(bytesOf(`${file}.${encoding === 'br' ? 'br' : 'gz'}`)), where).toBe(true);
            expect(read(body).equals(bytesOf(file)), where).toBe(true);
          }
        },
      );

      test('lets any page read feeds and data', async () => {
        for (const where of [
          'rss.xml',
          'items/atom.xml',
          'feed.json',
          'feeds.opml',
          '2026/03/23.md',
          'archive.json',
          'health.json',
        ]) {
          expect((await get(where)).headers['access-control-allow-origin'], where).toBe('*');
        }
      });

      test('adds what no page can say of itself, and sets no cookie', async () => {
        for (const where of ['', 'search/', 'rss.xml', 'no-such-page/']) {
          const { headers } = await get(where);
          expect(headers, where).toMatchObject({
            'content-security-policy': "frame-ancestors 'none'; upgrade-insecure-requests",
            'x-content-type-options': 'nosniff',
            'referrer-policy': 'strict-origin-when-cross-origin',
            'strict-transport-security': 'max-age=31536000',
          });
          expect(headers['permissions-policy'], where).toContain('camera=()');
          expect(headers, where).not.toHaveProperty('set-cookie');
        }
      });

      test('answers with the page of the site where nothing is', async () => {
        for (const where of ['no-such-page/', '2026/03/32/', 'nothing.json']) {
          const { status, headers, body } = await get(where);
          expect({ where, status }).toEqual({ where, status: 404 });
          expect(headers['content-type'], where).toMatch(/^text\/html/);
          expect(body.equals(bytesOf('404.html')), where).toBe(true);
        }
        if (base !== '/') expect((await ask(`${running.origin}/elsewhere/`)).status).toBe(404);
      });

      test('sends a part of a file to whoever asks for it', async () => {
        const { status, headers, body } = await get('rss.xml', { Range: 'bytes=10-19' });
        expect(status).toBe(206);
        expect(headers['content-range']).toBe(`bytes 10-19/${bytesOf('rss.xml').length}`);
        expect(body.equals(bytesOf('rss.xml').subarray(10, 20))).toBe(true);
      });

      test('leads to the address with the slash', async () => {
        const { status, headers } = await get('2026/03/23');
        expect([301, 308]).toContain(status);
        expect(new URL(headers.location ?? '', running.origin).href).toBe(`${running.origin}${base}2026/03/23/`);
        if (base === '/') return;
        expect((await ask(`${running.origin}/letters`)).headers.location).toBe('/letters/');
      });

      test('leads from the dates that an issue had to where it is', async () => {
        for (const end of ['/', '.md', '.json']) {
          const { status, headers } = await get(`2026/03/20${end}`);
          expect({ status, to: headers.location }).toEqual({ status: 301, to: `${base}2026/03/21${end}` });
        }
      });

      test('says of an issue that is gone that it is gone', async () => {
        for (const end of ['/', '.md', '.json']) {
          const { status, body } = await get(`2026/02/27${end}`);
          expect(status).toBe(410);
          expect(body.equals(bytesOf('404.html'))).toBe(true);
        }
      });

      test('is a site that verify finds nothing to say of', async () => {
        const { code, output } = await run(['verify', running.origin + base, '--strict'], site.environment);
        expect(output).toContain('has all that is here: ');
        expect(code).toBe(0);
      });
    });
  }
});

test.each([
  [['hosting'], 'Unexpected missing server, expected `nginx` or `caddy`'],
  [['hosting', 'apache'], 'Unexpected server `apache`, expected `nginx` or `caddy`'],
  [
    ['hosting', 'nginx', '--root', 'dist'],
    'Unexpected root `dist`, expected the full path of a folder, without spaces and quotes',
  ],
  [['hosting', 'caddy', '--listen', 'a b'], 'Unexpected listen `a b`, expected an address such as `127.0.0.1:8080`'],
])('%j is a wrong use', async (words, message) => {
  const content = path.join(import.meta.dirname, '../fixtures/site');
  expect(await run(words, { CONTENT_DIR: content })).toMatchObject({ code: 2, output: `${message}\n` });
});
