import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, run, temporaryFolder } from './run.ts';

test('a link to nowhere gets a message like any other file', async () => {
  const content = temporaryFolder();
  cpSync(path.join(root, 'tests/fixtures/archives/clean/content'), content, { recursive: true });
  symlinkSync('nowhere.md', path.join(content, 'issues/2026-03-30.md'));
  const { code, output, errors } = await run(['check'], { CONTENT_DIR: content, CACHE_DIR: temporaryFolder() });
  expect(code).toBe(1);
  expect(output).toContain('2026-03-30.md\n  1:1-1:1  error  Unexpected file that cannot be read, expected');
  expect(output).toMatch(/\n\n1 error in 5 files\n$/);
  expect(errors).toBe('');
});

test('a whole archive goes on when the kept catalogue is no text at all', async () => {
  const cache = temporaryFolder();
  const environment = { CONTENT_DIR: 'tests/fixtures/archives/clean/content', CACHE_DIR: cache };
  writeFileSync(path.join(cache, 'catalogue.txt'), Buffer.from([0, 255, 254, 10, 32, 10]));
  expect(await run(['check'], environment)).toEqual({ code: 0, output: 'no problems in 4 files\n', errors: '' });
});
