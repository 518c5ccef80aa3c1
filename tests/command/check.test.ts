import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, run, temporaryFolder, type Run } from './run.ts';

const archives = 'tests/fixtures/archives';

function check(archive: string, ...words: string[]): Promise<Run> {
  return run(['check', ...words], { CONTENT_DIR: `${archives}/${archive}/content`, CACHE_DIR: temporaryFolder() });
}

describe('npm run check', { timeout: 60_000 }, () => {
  test('ends with 0 and a count where all is well', async () => {
    expect(await check('clean')).toEqual({ code: 0, output: 'no problems in 4 files\n', errors: '' });
  });

  test('prints every problem of every file and ends with 1', async () => {
    const { code, output } = await check('two-files-of-one-date');
    expect(code).toBe(1);
    expect(output).toBe(`tests/fixtures/archives/two-files-of-one-date/content/issues/2026-03-23.md
  1:1-1:1  error  Unexpected second file of this date beside \`tests/fixtures/archives/two-files-of-one-date/content/issues/2026/2026-03-23.md\`, expected one  file-repeat

tests/fixtures/archives/two-files-of-one-date/content/issues/2026/2026-03-23.md
  1:1-1:1  error  Unexpected second file of this date beside \`tests/fixtures/archives/two-files-of-one-date/content/issues/2026-03-23.md\`, expected one  file-repeat

2 errors in 4 files
`);
  });

  test('reports only what is under the given paths', async () => {
    const folder = `${archives}/two-files-of-one-date/content/issues`;
    expect((await check('two-files-of-one-date', `${folder}/2026-03-24.md`)).output).toBe('no problems in 1 file\n');
    expect((await check('two-files-of-one-date', `${folder}/2026`)).output).toMatch(/1 error in 1 file\n$/);
  });

  test('checks a large archive of which nothing is kept, and ends at once where its settings are missing', async () => {
    const content = temporaryFolder();
    cpSync(path.join(root, archives, 'clean/content'), content, { recursive: true });
    const issues = path.join(content, 'issues');
    rmSync(issues, { recursive: true });
    mkdirSync(issues);
    for (let day = 0; day < 250; day++) {
      const date = Temporal.PlainDate.from('2025-01-01').add({ days: day }).toString();
      const item = `### [Story of ${date}](https://example.com/${date})\n\nWords.\n`;
      writeFileSync(
        path.join(issues, `${date}.md`),
        `---\ndate: ${date}\ntagline: Words of ${date}.\n---\n\n## News\n\n${item}`,
      );
    }
    const check = () => run(['check'], { CONTENT_DIR: content, CACHE_DIR: temporaryFolder() });
    expect(await check()).toEqual({ code: 0, output: 'no problems in 252 files\n', errors: '' });
    rmSync(path.join(content, 'newsletter.yaml'));
    expect((await check()).output).toMatch(/newsletter-file\n\n1 error in 1 file\n$/);
  });

  test('ends with 0 for warnings, and with 1 for them when strict', async () => {
    const content = temporaryFolder();
    cpSync(path.join(root, 'tests/fixtures/site'), content, { recursive: true });
    const environment = { CONTENT_DIR: content, CACHE_DIR: temporaryFolder() };
    const lenient = await run(['check'], environment);
    expect(lenient.output).toMatch(/1 warning in 8 files\n$/);
    expect(lenient.code).toBe(0);
    expect((await run(['check', '--strict'], environment)).code).toBe(1);
  });

  test('ends with 2 for a path that is not there, an unknown option and an unknown command', async () => {
    expect(await check('clean', 'nowhere.md')).toMatchObject({
      code: 2,
      output: 'Unexpected path `nowhere.md`, expected a file or folder that exists\n',
    });
    expect(await check('clean', '--strickt')).toMatchObject({
      code: 2,
      output: 'Unexpected option `--strickt`, expected `--strict`, did you mean that?\n',
    });
    expect(await run(['chek'])).toMatchObject({
      code: 2,
      output: 'Unexpected command `chek`, expected `check`, did you mean that?\n',
    });
  });

  test('ends with 2 for a file that is no part of the newsletter', async () => {
    expect(await check('clean', 'README.md')).toMatchObject({ code: 2 });
  });

  test('says how it is used', async () => {
    const { code, output } = await run(['check', '--help']);
    expect(code).toBe(0);
    expect(output).toMatch(/^npm run check \[-- PATH…\]\n/);
  });

  test('works without issues, and reports missing settings', async () => {
    expect(await check('no-issues')).toEqual({ code: 0, output: 'no problems in 1 file\n', errors: '' });
    expect((await check('settings-missing')).output).toMatch(/newsletter-file\n\n1 error in 1 file\n$/);
  });
});
