import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, run, temporaryFolder } from '../command/run.ts';

test('a build tells nobody of itself, and leaves nothing in the owner’s home', { timeout: 60_000 }, async () => {
  const [content, home] = [temporaryFolder(), temporaryFolder()];
  cpSync(path.join(root, 'tests/fixtures/site'), content, { recursive: true });
  // A style of its own, so that the pages are compiled for it.
  writeFileSync(path.join(content, 'theme.css'), ':root { --rail: 10.7rem; }\n');
  const { code, errors } = await run(['build', '--outDir', temporaryFolder()], {
    CONTENT_DIR: content,
    CACHE_DIR: temporaryFolder(),
    DATELINE_NOW: '2026-03-25T12:00:00Z',
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    ASTRO_TELEMETRY_DISABLED: '',
  });
  expect([code, errors]).toEqual([0, '']);
  expect(readdirSync(home)).toEqual([]);
});
