import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compiled, root, shell, temporaryFolder } from '../command/run.ts';
import { Html } from './html.ts';
import { freePort } from './preview-server.ts';

const patience = 15_000;

describe('npm run dev', { timeout: 2 * patience }, () => {
  const content = temporaryFolder();
  let server: ChildProcess;
  let address = '';
  let printed = '';
  const file = (name: string) => path.join(content, 'issues', name);

  async function get(where: string): Promise<{ status: number; html: Html }> {
    const response = await fetch(address + where).catch(() => undefined);
    return { status: response?.status ?? 0, html: new Html((await response?.text()) ?? '') };
  }

  /** Waits until a page is as asked; a save takes a moment to arrive. */
  async function until(where: string, isReady: (page: { status: number; html: Html }) => boolean): Promise<Html> {
    const end = Date.now() + patience;
    for (;;) {
      const page = await get(where);
      if (isReady(page)) return page.html;
      if (Date.now() > end)
        throw new Error(`${where} did not become ready: ${page.status} ${page.html.text('body')}\n${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  beforeAll(async () => {
    cpSync(path.join(root, 'tests/fixtures/site'), content, { recursive: true });
    const port = await freePort();
    address = `http://localhost:${port}/letters`;
    server = spawn(process.execPath, ['src/cli/main.ts', 'dev', '--port', String(port)], {
      cwd: root,
      env: shell({
        ...compiled,
        CONTENT_DIR: content,
        CACHE_DIR: temporaryFolder(),
        DATELINE_NOW: '2026-03-25T12:00:00Z',
      }),
    });
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => (printed += text));
    await until('/', ({ status }) => status === 200);
  }, 4 * patience);

  afterAll(() => {
    server.kill();
  });

  test('shows drafts and issues that are not due, each with a badge', async () => {
    expect((await get('/2026/03/25/')).html.text('.badge')).toBe('Draft');
    expect((await get('/2026/03/26/')).html.text('.badge')).toBe('Due 2026-03-26T06:00:00-04:00');
    expect((await get('/2026/03/24/')).html.text('.badge')).toBe('');
  });

  test('shows the report of a broken issue in place of its page, while others go on, and heals with the fix', async () => {
    const good = readFileSync(file('2026/2026-03-20.md'), 'utf8');
    writeFileSync(file('2026/2026-03-20.md'), good.replace('https://example.com/only', 'only'));
    const broken = await until('/2026/03/20/', ({ html }) => html.text('main').includes('needs a fix'));
    expect(broken.text('main')).toContain('8:5-8:23 error Unexpected link `only`, expected a full address');
    expect((await get('/2026/03/24/')).html.text('main')).toContain('The newest summary.');
    expect((await get('/')).html.text('main')).toContain('needs a fix');

    writeFileSync(file('2026/2026-03-20.md'), good.replace('A short summary', 'A mended summary'));
    const healed = await until('/2026/03/20/', ({ html }) => html.text('main').includes('A mended summary'));
    expect(healed.text('main')).not.toContain('needs a fix');
  });

  test('leads on from a date that an issue had before, and tells the health of the site', async () => {
    const good = readFileSync(file('2026/2026-03-20.md'), 'utf8');
    writeFileSync(file('2026/2026-03-20.md'), good.replace('tagline:', 'aliases: [2026-03-18]\ntagline:'));
    const moved = await until('/2026/03/18/', ({ status }) => status === 200);
    expect(moved.attributes('a', 'href')).toEqual(['/letters/2026/03/20/']);
    const health = await (await fetch(`${address}/health.json`)).json();
    expect(health).toMatchObject({ newest: { date: '2026-03-26' } });
    writeFileSync(file('2026/2026-03-20.md'), good);
    await until('/2026/03/18/', ({ status }) => status === 404);
  });

  test('shows an issue that is added, and no longer one that is deleted', async () => {
    mkdirSync(file('2027'), { recursive: true });
    const added = readFileSync(file('2026/2026-03-20.md'), 'utf8')
      .replace('2026-03-20', '2026-03-19')
      .replace('/only', '/other');
    writeFileSync(file('2027/2026-03-19.md'), added);
    await until('/2026/03/19/', ({ status }) => status === 200);
    await until('/archive/', ({ html }) => html.attributes('a', 'href').includes('/letters/2026/03/19/'));

    rmSync(file('2027/2026-03-19.md'));
    await until('/2026/03/19/', ({ status }) => status === 404);
    await until('/archive/', ({ html }) => !html.attributes('a', 'href').includes('/letters/2026/03/19/'));
  });

  test('follows the settings, and keeps the last good ones while they are broken', async () => {
    const settings = path.join(content, 'newsletter.yaml');
    const good = readFileSync(settings, 'utf8');
    writeFileSync(settings, good.replace('The Example & Co', 'Another name'));
    await until('/', ({ html }) => html.text('title') === 'Another name');
    writeFileSync(settings, good.replace('language: en', 'langage: en'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await get('/')).html.text('title')).toBe('Another name');
    writeFileSync(settings, good);
    await until('/', ({ html }) => html.text('title') === 'The Example & Co');
  });
});
