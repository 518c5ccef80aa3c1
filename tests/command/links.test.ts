import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OddServer } from '../links/server.ts';
import { root, run, temporaryFolder, type Run } from './run.ts';

describe('npm run links', { timeout: 60_000 }, () => {
  const server = new OddServer();
  const content = temporaryFolder();
  const cache = temporaryFolder();
  let place = '';

  function links(words: string[], environment: Record<string, string> = {}): Promise<Run> {
    return run(['links', ...words], {
      CONTENT_DIR: content,
      CACHE_DIR: cache,
      DATELINE_HOSTS: `pages.example.com=${place}`,
      DATELINE_NOW: '2026-03-25T12:00:00Z',
      ...environment,
    });
  }

  function write(date: string, ...items: string[]): void {
    const text = `---\ndate: ${date}\ntagline: A day.\n---\n\n## News\n\n${items.join('\n\n')}\n`;
    writeFileSync(path.join(content, `issues/${date}.md`), text);
  }

  beforeAll(async () => {
    place = await server.start();
    cpSync(path.join(root, 'tests/fixtures/archives/no-issues/content'), content, { recursive: true });
    cpSync(path.join(root, 'tests/fixtures/archives/clean/content/issues'), path.join(content, 'issues'), {
      recursive: true,
      filter: (source) => !source.endsWith('.md'),
    });
    write('2026-03-20', '### [Old](http://pages.example.com/fine)\n\nWords.');
    write(
      '2026-03-21',
      '### [One](http://pages.example.com/fine)\n\nSee [this](http://pages.example.com/nothing?a=1&b=2) and [that](mailto:a@example.com).',
      '### [Two](http://pages.example.com/old)\n\nWords.',
      '### [Three](http://pages.example.com/forbidden)\n\nWords.',
      '### [Four](https://nowhere.invalid/)\n\nWords.',
    );
  });
  afterAll(() => server.stop());

  const report = (age: string) => `${path.join(content, 'issues/2026-03-21.md')}
  10:12-10:52  error    Unexpected dead link \`http://pages.example.com/nothing?a=1&b=2\` (404 Not Found${age}), expected a page that is still there, perhaps at \`https://web.archive.org/\`  link-dead
  12:11-12:39  warning  Unexpected moved link \`http://pages.example.com/old\` (moved for good${age}), expected its new address \`http://pages.example.com/new\`  link-moved
  16:13-16:47  warning  Unexpected blocked link \`http://pages.example.com/forbidden\` (403 Forbidden${age}), expected a page that opens for everybody; see in a browser whether it does  link-blocked
  20:12-20:36  error    Unexpected dead link \`https://nowhere.invalid/\` (no host of this name${age}), expected a page that is still there, perhaps at \`https://web.archive.org/\`  link-dead
`;

  test('asks the links of the newest issue, reports each with its place, and ends with 1 for dead ones', async () => {
    const { code, output, errors } = await links([]);
    expect(errors).toBe('');
    expect(output).toBe(
      `${report('')}\n5 links of 1 issue: 1 fine, 1 moved, 1 blocked, 2 dead; 5 asked now, 0 known\n`,
    );
    expect(code).toBe(1);
  });

  test('asks nobody again on the same day, and says how old an answer is', async () => {
    server.asked = [];
    const { output } = await links(['2026-03-21']);
    expect(output).toBe(
      `${report(', asked today')}\n5 links of 1 issue: 1 fine, 1 moved, 1 blocked, 2 dead; 0 asked now, 5 known\n`,
    );
    expect(server.asked).toEqual([]);
  });

  test('asks again after a day what was not fine, and everything with `--age 0`', async () => {
    const { output } = await links([], { DATELINE_NOW: '2026-03-26T13:00:00Z' });
    expect(output).toContain('(moved for good, asked 1 day ago)');
    expect(output).toMatch(/3 asked now, 2 known\n$/);
    expect((await links(['--age', '0'])).output).toMatch(/5 asked now, 0 known\n$/);
  });

  test('calls no host dead where none answers, for then the network may be down; one that was fine tells', async () => {
    write('2026-03-22', '### [Gone](https://gone.invalid/)\n\nWords.', '### [Lost](https://lost.invalid/)\n\nWords.');
    const silent = await links(['2026-03-22'], { CACHE_DIR: temporaryFolder() });
    expect(silent.output).toBe(`${path.join(content, 'issues/2026-03-22.md')}
  8:12-8:33    warning  Unexpected silent link \`https://gone.invalid/\` (no host found, nor any other: is there a network?), expected an answer; ask again another day  link-silent
  12:12-12:33  warning  Unexpected silent link \`https://lost.invalid/\` (no host found, nor any other: is there a network?), expected an answer; ask again another day  link-silent

2 links of 1 issue: 2 silent; 2 asked now, 0 known
`);
    expect(silent.code).toBe(0);
    // Here a page is known that was fine, and is still.
    expect((await links(['2026-03-22'])).output).toMatch(/2 links of 1 issue: 2 dead; 2 asked now, 0 known\n$/);
    rmSync(path.join(content, 'issues/2026-03-22.md'));
  });

  test('asks those of some dates, or of all issues', async () => {
    expect(await links(['2026-03-20'])).toEqual({
      code: 0,
      output: '1 link of 1 issue: 1 fine; 0 asked now, 1 known\n',
      errors: '',
    });
    expect((await links(['--all'])).output).toMatch(
      /\n5 links of 2 issues: 1 fine, 1 moved, 1 blocked, 2 dead; 0 asked now, 5 known\n$/,
    );
  });

  test.each([
    [['2026-03-19'], 'Unexpected date `2026-03-19`, expected one of an issue such as `2026-03-23`\n'],
    [['--age', 'week'], 'Unexpected age `week`, expected a number such as `7`\n'],
  ])('is used wrongly with %j', async (words, output) => {
    expect(await links(words)).toEqual({ code: 2, output, errors: '' });
  });
});
