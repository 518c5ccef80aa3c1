import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compiled, root, run, shell, temporaryFolder } from '../command/run.ts';
import { freePort } from './preview-server.ts';

const environment = { ...compiled, CONTENT_DIR: path.join(root, 'tests/fixtures/site'), CACHE_DIR: temporaryFolder() };

/** A finished site of a few files. */
function writeSite(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

test('npm run preview serves the files of a site under its base path, and its own page for what is not there', async () => {
  const site = writeSite({
    'index.html': '<p>Home</p>',
    '2026/03/20/index.html': '<p>The day</p>',
    '2026/03/20.md': '# The day',
    'rss.xml': '<rss/>',
    '404.html': '<p>Nothing here</p>',
  });
  const port = await freePort();
  const child = spawn(process.execPath, ['src/cli/main.ts', 'preview', '--outDir', site, '--port', String(port)], {
    cwd: root,
    env: shell(environment),
  });
  onTestFinished(() => void child.kill());
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text));
  const get = async (where: string) => {
    const response = await fetch(`http://localhost:${port}/letters${where}`).catch(() => undefined);
    return { status: response?.status, text: (await response?.text()) ?? '' };
  };
  await expect.poll(() => get('/'), { timeout: 30_000, message: printed }).toMatchObject({ status: 200 });
  expect((await get('/')).text).toContain('Home');
  expect((await get('/2026/03/20/')).text).toContain('The day');
  expect((await get('/2026/03/20.md')).text).toBe('# The day');
  expect((await get('/rss.xml')).text).toBe('<rss/>');
  const missing = await get('/nowhere/');
  expect(missing.status).toBe(404);
  expect(missing.text).toContain('Nothing here');
}, 60_000);

test('npm run preview says what is missing where nothing was built', async () => {
  const { code, output } = await run(['preview', '--outDir', path.join(temporaryFolder(), 'dist')], environment);
  expect(code).toBe(1);
  expect(output).toMatch(/^Unexpected folder `.*dist` that is not there, expected a site: `npm run build` makes it\n$/);
});
