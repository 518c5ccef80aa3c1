import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root, run, shell, temporaryFolder, type Run } from './run.ts';

/** A newsletter of New York, published at 06:00, with issues of some dates and some more settings. */
function newsletter(settings: string, ...dates: string[]): { content: string; late: (now: string) => Promise<Run> } {
  const content = temporaryFolder();
  mkdirSync(path.join(content, 'issues'));
  cpSync(path.join(root, 'tests/fixtures/site/newsletter.yaml'), path.join(content, 'newsletter.yaml'));
  appendFileSync(path.join(content, 'newsletter.yaml'), settings);
  for (const date of dates) write(content, date);
  const environment = { CONTENT_DIR: content, CACHE_DIR: temporaryFolder() };
  return { content, late: (now) => run(['due', '--late'], { ...environment, DATELINE_NOW: now }) };
}

function write(content: string, date: string, key = '', body = '### [A](https://example.com/a)\n\nWords.\n'): string {
  const file = path.join(content, 'issues', `${date}.md`);
  writeFileSync(file, `---\ndate: ${date}\ntagline: Words.\n${key}---\n\n## News\n\n${body}`);
  return file;
}

describe('npm run due -- --late', () => {
  test('is never late without a rhythm', async () => {
    const { late } = newsletter('', '2020-01-01');
    expect(await late('2026-03-24T12:00:00Z')).toMatchObject({
      code: 0,
      output: 'Never late: `content/newsletter.yaml` has no `rhythm`\n',
    });
  });

  // 2026-03-20 is a Friday; New York is at UTC-4 then.
  test.each([
    ['on the issue’s own day', '2026-03-20T12:00:00Z', 0],
    ['over the week end', '2026-03-22T23:00:00Z', 0],
    ['on Monday before it is due', '2026-03-23T09:59:59Z', 0],
    ['on Monday when it is due', '2026-03-23T10:00:00Z', 1],
  ])('knows week ends, the time of day and the time zone: %s', async (_, now, code) => {
    const { late } = newsletter('rhythm: weekdays\n', '2026-03-20');
    expect((await late(now)).code).toBe(code);
  });

  test('says when the next issue is expected', async () => {
    const { late } = newsletter('rhythm: weekdays\n', '2026-03-20');
    expect((await late('2026-03-21T12:00:00Z')).output).toBe(
      'In time: the newest issue is of 2026-03-20, the next is expected 2026-03-23 06:00-04:00\n',
    );
  });

  test('says what became of the missing issues', async () => {
    const { content, late } = newsletter('rhythm: weekdays\n', '2026-03-20', '2026-03-30');
    const draft = write(content, '2026-03-24', 'draft: true\n');
    const broken = write(content, '2026-03-25', '', '### [A](a)\n');
    expect(await late('2026-03-25T12:00:00Z')).toMatchObject({
      code: 1,
      output: `Unexpected newest issue of 2026-03-20, expected one of 2026-03-25: 3 issues missing
  2026-03-23  has no file
  2026-03-24  is a draft: ${draft}
  2026-03-25  has an error: npm run check -- ${broken}
`,
    });
  });

  test('tells of the last week alone where more is missing', async () => {
    const { late } = newsletter('rhythm: daily\n', '2026-03-01');
    const { output } = await late('2026-03-20T12:00:00Z');
    expect(output).toMatch(/^Unexpected newest issue of 2026-03-01, expected one of 2026-03-20: 19 issues missing\n/);
    expect(output.match(/has no file/g)).toHaveLength(7);
    expect(output).toMatch(/ {2}2026-03-20 {2}has no file\n {2}and 12 before\n$/);
  });

  test('is late where there is no issue at all', async () => {
    const { late } = newsletter('rhythm: [monday]\n');
    expect(await late('2026-03-24T12:00:00Z')).toMatchObject({
      code: 1,
      output: `Unexpected newsletter without a published issue, expected one of 2026-03-23: 1 issue missing
  2026-03-23  has no file
`,
    });
  });

  test.each([
    // Clocks go forward in New York on 2026-03-08 from 02:00 to 03:00, so that 02:30 of that day is 03:30 (07:30 UTC).
    ['spring, too early', '2026-03-08T07:29:00Z', '2026-03-07', 0],
    ['spring, due', '2026-03-08T07:30:00Z', '2026-03-07', 1],
    // They go back on 2026-11-01; the day after, 02:30 is 07:30 UTC.
    ['autumn, too early', '2026-11-02T07:29:00Z', '2026-11-01', 0],
    ['autumn, due', '2026-11-02T07:30:00Z', '2026-11-01', 1],
    ['the year’s end, still the old year in New York', '2027-01-01T04:59:00Z', '2026-12-31', 0],
    ['the year’s end, due', '2027-01-01T07:30:00Z', '2026-12-31', 1],
  ])('keeps the newsletter’s own time: %s', async (_, now, newest, code) => {
    const { content, late } = newsletter('rhythm: daily\n', newest);
    const settings = path.join(content, 'newsletter.yaml');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('publishAt: 06:00', 'publishAt: 02:30'));
    expect((await late(now)).code).toBe(code);
  });

  test('waits as long as grace allows', async () => {
    const { late } = newsletter('rhythm: weekdays\ngrace: 1\n', '2026-12-24');
    expect((await late('2026-12-25T12:00:00Z')).code).toBe(0);
    expect((await late('2026-12-28T12:00:00Z')).code).toBe(1);
  });
});

describe('the workflow that tells when an issue is late', () => {
  const { on, jobs } = parse(readFileSync(path.join(root, '.github/workflows/rhythm.yml'), 'utf8'));
  const [job]: { steps: { run?: string }[] }[] = Object.values(jobs);
  const command = job?.steps.at(-1)?.run ?? '';

  function runStep(content: string, now: string) {
    const environment = { CONTENT_DIR: content, CACHE_DIR: temporaryFolder(), DATELINE_NOW: now };
    return spawnSync('bash', ['-e', '-c', command], { cwd: root, encoding: 'utf8', env: shell(environment) });
  }

  test('runs every day', () => {
    expect(on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
  });

  test('fails with the whole report as an annotation, and else says that all is well', () => {
    const { content } = newsletter('rhythm: daily\n', '2026-03-20');
    expect(runStep(content, '2026-03-21T12:00:00Z')).toMatchObject({
      status: 1,
      stdout:
        '::error title=The newsletter is late::Unexpected newest issue of 2026-03-20, expected one of 2026-03-21: ' +
        '1 issue missing%0A  2026-03-21  has no file\n',
    });
    expect(runStep(content, '2026-03-20T12:00:00Z')).toMatchObject({
      status: 0,
      stdout: 'In time: the newest issue is of 2026-03-20, the next is expected 2026-03-21 06:00-04:00\n',
    });
  });
});
