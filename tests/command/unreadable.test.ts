import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

test('a link out of the content folder is not read, whatever stands in its file', async () => {
  const secret = path.join(temporaryFolder(), 'secret.md');
  const text = '---\ndate: 2026-03-30\ntagline: A secret.\n---\n\n## News\n\n### [S](https://example.com/s)\n\nS.\n';
  writeFileSync(secret, text);
  const content = temporaryFolder();
  cpSync(path.join(root, 'tests/fixtures/archives/clean/content'), content, { recursive: true });
  symlinkSync(secret, path.join(content, 'issues/2026-03-30.md'));
  symlinkSync(path.dirname(secret), path.join(content, 'issues/2027'));
  symlinkSync('.', path.join(content, 'issues/round'));
  rmSync(path.join(content, 'about.md'), { force: true });
  symlinkSync(secret, path.join(content, 'about.md'));
  const { code, output } = await run(['check'], { CONTENT_DIR: content, CACHE_DIR: temporaryFolder() });
  expect(code).toBe(1);
  const message =
    'Unexpected file that cannot be read, expected one that you may open, and no link to nowhere, to a folder or out of `content/`';
  const reported = output.split('\n\n').slice(0, -1);
  expect(reported.map((block) => block.replace(`${content}/`, ''))).toEqual(
    ['about.md', 'issues/2026-03-30.md', 'issues/2027', 'issues/round'].map(
      (name) => `${name}\n  1:1-1:1  error  ${message}  file-text`,
    ),
  );
});

test('settings that are a link out of the content folder are not read', async () => {
  const content = temporaryFolder();
  symlinkSync(
    path.join(root, 'tests/fixtures/archives/clean/content/newsletter.yaml'),
    path.join(content, 'newsletter.yaml'),
  );
  const { code, output } = await run(['check'], { CONTENT_DIR: content, CACHE_DIR: temporaryFolder() });
  expect(code).toBe(1);
  expect(output).toContain('newsletter.yaml\n  1:1-1:1  error  Unexpected file that cannot be read');
});

test('a link to another file of the content folder is read, and so is a content folder that is a link', async () => {
  const content = path.join(temporaryFolder(), 'content');
  const real = temporaryFolder();
  cpSync(path.join(root, 'tests/fixtures/archives/clean/content'), real, { recursive: true });
  mkdirSync(path.join(real, 'kept'));
  const text = '---\ndate: 2026-03-30\ntagline: A day.\n---\n\n## News\n\n### [S](https://example.com/s)\n\nS.\n';
  writeFileSync(path.join(real, 'kept/day.md'), text);
  symlinkSync('../kept/day.md', path.join(real, 'issues/2026-03-30.md'));
  symlinkSync(real, content);
  const { code, output } = await run(['check'], { CONTENT_DIR: content, CACHE_DIR: temporaryFolder() });
  expect(output).toBe('no problems in 5 files\n');
  expect(code).toBe(0);
});

test('a whole archive goes on when the kept catalogue is no text at all', async () => {
  const cache = temporaryFolder();
  const environment = { CONTENT_DIR: 'tests/fixtures/archives/clean/content', CACHE_DIR: cache };
  writeFileSync(path.join(cache, 'catalogue.txt'), Buffer.from([0, 255, 254, 10, 32, 10]));
  expect(await run(['check'], environment)).toEqual({ code: 0, output: 'no problems in 4 files\n', errors: '' });
});
