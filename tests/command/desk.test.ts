import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, run, shell, temporaryFolder, type Run } from './run.ts';

const day = '2026-03-24T20:00:00Z';

/** A newsletter of its own, from the fixture of the site: with a draft, and an issue that is not due. */
function newsletter(): {
  content: string;
  go: (...words: string[]) => Promise<Run>;
  environment: Record<string, string>;
} {
  const content = temporaryFolder();
  cpSync(path.join(root, 'tests/fixtures/site'), content, { recursive: true });
  const environment = { CONTENT_DIR: content, CACHE_DIR: temporaryFolder(), DATELINE_NOW: day };
  return { content, environment, go: (...words) => run(words, environment) };
}

function write(content: string, name: string, text: string): string {
  const file = path.join(content, 'issues', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const head = (date: string) => `---\ndate: ${date}\ntagline: Words.\n---\n\n`;

describe('the desk', { timeout: 60_000 }, () => {
  test('lists its commands, and every command explains itself', async () => {
    const { code, output } = await run(['--help']);
    expect(code).toBe(0);
    const names = [...output.matchAll(/^ {2}npm run (\w+)/gm)].map(([, name = '']) => name);
    expect(names).toContain('check');
    const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;
    for (const name of names) {
      expect(scripts[name]).toBe(`node src/cli/main.ts ${name}`);
      const help = await run([name, '--help']);
      expect(help.code).toBe(0);
      expect(help.output).toMatch(new RegExp(`^npm run ${name}\\b.*\\n[A-Z]`));
      expect(help.output).toContain('Exit codes: 0 clean, 1 problems, 2 wrong use.');
    }
    expect((await run([])).code).toBe(2);
  });

  test.each([
    [['build', 'foo'], 'Unexpected `foo`, expected no words\n'],
    [['dev', 'foo'], 'Unexpected `foo`, expected no words\n'],
    [['preview', 'a', 'b'], 'Unexpected `a b`, expected no words\n'],
    [
      ['preview', '--outDir', 'tests', '--port', '65536'],
      'Unexpected port `65536`, expected a number such as `4321`\n',
    ],
    [['dev', '--host', ''], 'Unexpected host ``, expected an address of this machine such as `0.0.0.0`\n'],
    [
      ['dev', '--host', '192.0.2.1'],
      'Unexpected host `192.0.2.1`, expected an address of this machine such as `0.0.0.0`\n',
    ],
    [
      ['preview', '--outDir', 'tests', '--host', 'nowhere.invalid'],
      'Unexpected host `nowhere.invalid`, expected an address of this machine such as `0.0.0.0`\n',
    ],
  ])('%j is a wrong use', async (words, output) => {
    const { go } = newsletter();
    expect(await go(...words)).toMatchObject({ code: 2, output });
  });

  test('reads DATELINE_NOW as an instant, and says so', async () => {
    const { environment } = newsletter();
    expect(await run(['due'], { ...environment, DATELINE_NOW: 'soon' })).toMatchObject({
      code: 2,
      output: 'Unexpected DATELINE_NOW `soon`, expected an instant such as `2026-03-23T12:00:00Z`\n',
    });
  });
});

describe('npm run new', { timeout: 60_000 }, () => {
  test('begins the next free day’s issue beside the others, with the place of the cursor, and it checks', async () => {
    const { content, go } = newsletter();
    const { code, output } = await go('new');
    const file = path.join(content, 'issues/2026/2026-03-27.md');
    expect({ code, output }).toEqual({ code: 0, output: `${file}:3:10\n` });
    expect(readFileSync(file, 'utf8')).toBe(`---
date: 2026-03-27
tagline: TODO
draft: true
---

## News

### [TODO: title](https://example.com/2026-03-27/news)

TODO: summary

## Research

### [TODO: title](https://example.com/2026-03-27/research)

TODO: summary

## Code

### [TODO: title](https://example.com/2026-03-27/code)

TODO: summary
`);
    const checked = await go('check', file);
    expect(checked.code).toBe(0);
    expect(checked.output).toMatch(/7 warnings in 1 file\n$/);
  });

  test('begins two issues that do not tell one story', async () => {
    const { go } = newsletter();
    await go('new');
    await go('new');
    expect((await go('check')).output).not.toContain('item-repeat');
  });

  test('counts the days in the newsletter’s time zone, and sorts another year into its folder', async () => {
    const { content, go, environment } = newsletter();
    const late = { ...environment, DATELINE_NOW: '2027-01-01T03:00:00Z' };
    expect((await run(['new'], late)).output).toContain(path.join(content, 'issues/2026/2026-12-31.md'));
    expect((await go('new', '2027-02-01')).output).toContain(path.join(content, 'issues/2027/2027-02-01.md'));
  });

  test('refuses to write over an issue, wherever it is, and a date that is none', async () => {
    const { content, go } = newsletter();
    const before = readFileSync(path.join(content, 'issues/2025-12-31.md'));
    expect(await go('new', '2025-12-31')).toMatchObject({
      code: 1,
      output: `Unexpected second issue of 2025-12-31, expected \`${content}/issues/2025-12-31.md\` edited\n`,
    });
    expect(readFileSync(path.join(content, 'issues/2025-12-31.md'))).toEqual(before);
    expect(await go('new', '2026-02-30')).toMatchObject({
      code: 2,
      output: 'Unexpected date `2026-02-30`, expected `2026-03-23`, `today` or `tomorrow`\n',
    });
  });

  test('starts the editor at the place of the cursor, and asks for one where none is named', async () => {
    const { content, environment, go } = newsletter();
    const folder = temporaryFolder();
    const editor = path.join(folder, 'code');
    writeFileSync(editor, `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/arguments"\n`);
    chmodSync(editor, 0o755);
    const { code } = await run(['new', '--open'], { ...environment, EDITOR: `${editor} --wait` });
    expect(code).toBe(0);
    const file = path.join(content, 'issues/2026/2026-03-27.md');
    expect(readFileSync(path.join(folder, 'arguments'), 'utf8')).toBe(`--wait\n--goto\n${file}:3:10\n`);
    expect(await run(['new', '--open', '2026-04-02'], { ...environment, EDITOR: 'no-such-editor' })).toMatchObject({
      code: 1,
      output: `${path.join(content, 'issues/2026/2026-04-02.md')}:3:10
Unexpected VISUAL or EDITOR \`no-such-editor\` that cannot be started, expected the name of a program such as \`code --wait\`
`,
    });
    expect((await go('new', '--open', '2026-04-01')).code).toBe(2);
    expect(readdirSync(path.join(content, 'issues/2026'))).not.toContain('2026-04-01.md');
  });
});

describe('npm run fix', { timeout: 60_000 }, () => {
  const crooked = `${head('2026-04-01')}## NEWS\n\n### [A](https://example.com/a?utm_source=x&b=1)\n* One <!-- keep me -->\n`;
  const mended = `${head('2026-04-01')}## News\n\n### [A](https://example.com/a?b=1)\n\n- One <!-- keep me -->\n`;

  test('shows what it would do, then does it, and then has nothing to do', async () => {
    const { content, go } = newsletter();
    const file = write(content, '2026-04-01.md', crooked);
    const dry = await go('fix', '--dry-run', file);
    expect(dry.code).toBe(0);
    expect(dry.output).toContain('-## NEWS\n+## News\n');
    expect(dry.output).toContain('+### [A](https://example.com/a?b=1)\n');
    expect(dry.output).toMatch(/1 file of 1 would change\n$/);
    expect(readFileSync(file, 'utf8')).toBe(crooked);

    expect(await go('fix', file)).toMatchObject({ code: 0, output: `fixed ${file}\n1 file of 1 changed\n` });
    expect(readFileSync(file, 'utf8')).toBe(mended);
    const { mtimeMs } = statSync(file);
    expect(await go('fix', file)).toMatchObject({ code: 0, output: '0 files of 1 changed\n' });
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    expect(readdirSync(path.dirname(file)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('takes blank lines away before the front matter', async () => {
    const { content, go } = newsletter();
    const file = write(content, '2026-04-01.md', `\n \n${mended}`);
    expect((await go('check', file)).output).toContain('3:1-3:4  error  Unexpected blank lines before `---`');
    expect(await go('fix', file)).toMatchObject({ code: 0, output: `fixed ${file}\n1 file of 1 changed\n` });
    expect(readFileSync(file, 'utf8')).toBe(mended);
  });

  test('leaves a file with another error as it is, reports that error, and ends with 1', async () => {
    const { content, go } = newsletter();
    const broken = write(content, '2026-04-01.md', crooked.replace('* One', '#### Deep\n\n* One'));
    const image = write(content, '2026-04-02.md', `${head('2026-04-02')}## NEWS\n\n### A\n\n![What](/nowhere.png)\n`);
    const before = [broken, image].map((file) => readFileSync(file, 'utf8'));
    const { code, output } = await go('fix', broken, image);
    expect(code).toBe(1);
    expect(output).toContain('heading-depth');
    expect(output).toContain('image-file');
    expect(output).toMatch(/0 files of 2 changed\n$/);
    expect([broken, image].map((file) => readFileSync(file, 'utf8'))).toEqual(before);
  });
});

describe('npm run check, for programs', { timeout: 60_000 }, () => {
  /** Two errors in one file; its second line of messages names a place behind characters of two columns. */
  function broken(): ReturnType<typeof newsletter> & { file: string } {
    const desk = newsletter();
    const text = `${head('2026-04-01')}## Newz\n\n### [A, 100%](https://example.com/a)\n\n日本語 [x](/post), yes.\n`;
    return { ...desk, file: write(desk.content, '2026-04-01.md', text) };
  }

  test('shows each problem in its lines, with carets below it', async () => {
    const { go, file } = broken();
    const { code, output } = await go('check', '--format', 'frames', file);
    expect(code).toBe(1);
    expect(output).toBe(`${file}

  6:1-6:8     error  Unexpected section \`Newz\`, expected \`News\`, did you mean that?  section-name
    4 | ---
    5 |
    6 | ## Newz
      | ^^^^^^^
    7 |
    8 | ### [A, 100%](https://example.com/a)

  10:5-10:15  error  Unexpected link \`/post\`, expected a full address such as \`https://example.com/post\`  link-address
     8 | ### [A, 100%](https://example.com/a)
     9 |
    10 | 日本語 [x](/post), yes.
       |        ^^^^^^^^^^
    11 |

2 errors in 1 file
`);
  });

  test('paints for a person only, and not against NO_COLOR', async () => {
    const { environment, file } = broken();
    const words = ['check', '--format', 'frames', file];
    const painted = await run(words, { ...environment, NO_COLOR: '', FORCE_COLOR: '1' });
    expect(painted.output).toContain('\x1b[31merror\x1b[39m');
    expect((await run(words, { ...environment, NO_COLOR: '1' })).output).not.toContain('\x1b');
    expect((await run(words, { ...environment, NO_COLOR: '' })).output).not.toContain('\x1b');
  });

  test('writes JSON with the counts and each place', async () => {
    const { go, file } = broken();
    const { code, output } = await go('check', '--format', 'json', file);
    expect(code).toBe(1);
    const parsed = JSON.parse(output);
    expect(parsed).toMatchObject({ version: 1, files: 1, errors: 2, warnings: 0 });
    expect(parsed.messages).toHaveLength(2);
    expect(parsed.messages[0]).toEqual({
      file,
      line: 6,
      column: 1,
      endLine: 6,
      endColumn: 8,
      severity: 'error',
      rule: 'section-name',
      message: 'Unexpected section `Newz`, expected `News`, did you mean that?',
    });
  });

  test('writes annotations for GitHub, with its characters escaped', async () => {
    const { content, go } = newsletter();
    const file = write(content, 'a,b: 1%.md', head('2026-04-01'));
    const { output } = await go('check', '--format', 'github', file);
    const escaped = file.replace('a,b: 1%', 'a%2Cb%3A 1%25');
    expect(output).toContain(
      `::error file=${escaped},line=1,endLine=1,col=1,endColumn=1,title=file-name::Unexpected file name`,
    );
    expect(output).toContain('`a,b: 1%25.md`');
  });

  test('writes SARIF 2.1.0 with every field that it requires', async () => {
    const { go, file } = broken();
    const sarif = JSON.parse((await go('check', '--format', 'sarif', file)).output);
    expect(sarif.version).toBe('2.1.0');
    const [{ tool, results, columnKind }] = sarif.runs;
    expect(tool.driver.name).toBe('Dateline');
    expect(columnKind).toBe('utf16CodeUnits');
    for (const rule of tool.driver.rules) {
      expect(rule.id).toMatch(/^[a-z-]+$/);
      expect(rule.shortDescription.text).toMatch(/\.$/);
      expect(rule.help.text.length).toBeGreaterThan(0);
      expect(['error', 'warning']).toContain(rule.defaultConfiguration.level);
    }
    expect(results).toHaveLength(2);
    for (const result of results) {
      expect(result.message.text).toMatch(/^Unexpected /);
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      const [{ physicalLocation }] = result.locations;
      expect(URL.canParse(physicalLocation.artifactLocation.uri)).toBe(true);
      const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
      for (const number of [startLine, startColumn, endLine, endColumn]) expect(number).toBeGreaterThanOrEqual(1);
    }
  });

  test('refuses a format that it does not know', async () => {
    expect(await newsletter().go('check', '--format', 'xml')).toMatchObject({
      code: 2,
      output: 'Unexpected format `xml`, expected `frames`, `text`, `json`, `github` or `sarif`\n',
    });
  });

  test('gives the same report from a catalogue that is cut short, changed or no text', async () => {
    const { go, environment } = broken();
    const folder = path.join(environment['CACHE_DIR'] ?? '', 'catalogues');
    const first = await go('check');
    const [file = ''] = readdirSync(folder).map((name) => path.join(folder, name));
    const kept = readFileSync(file, 'latin1');
    expect(kept).toContain('Unexpected');
    for (const text of [kept.slice(0, -200), kept.replaceAll('Unexpected', 'Expected'), '\0\xff', `x\n\n${kept} {`]) {
      writeFileSync(file, text, 'latin1');
      expect(await go('check')).toEqual(first);
    }
  });

  test('two runs at once give the same report', async () => {
    const { go } = broken();
    const [one, other] = await Promise.all([go('check'), go('check')]);
    expect(one).toEqual(other);
    expect(await go('check')).toEqual(one);
  });
});

describe('npm run import', { timeout: 60_000 }, () => {
  const text =
    'April 7, 2026\nA compiler learns to count.\nTell a friend\nNews\nA compiler\nIt counts at last, and slowly.\n';

  test('makes a draft of a file, and tells what it could not place and what is missing', async () => {
    const { content, go } = newsletter();
    const source = path.join(temporaryFolder(), 'pasted.txt');
    writeFileSync(source, text);
    const file = path.join(content, 'issues/2026/2026-04-07.md');
    expect(await go('import', source)).toMatchObject({
      code: 0,
      output: `${file}
  9:1-9:15  warning  Unexpected item without a link, expected \`### [Title](https://example.com/post)\`  item-unlinked

Without a place, and kept in a comment at the end:
  Tell a friend

${file}: 1 item, 1 line without a place
`,
    });
    expect(readFileSync(file, 'utf8')).toMatch(/^---\ndate: 2026-04-07\n[^]*\n\nTell a friend\n-->\n$/);
    expect(await go('import', source)).toMatchObject({
      code: 1,
      output: `Unexpected second issue of 2026-04-07, expected \`${file}\` edited\n`,
    });
  });

  test('reads standard input, for the asked date or the next free one', async () => {
    const { content, environment } = newsletter();
    const links = 'https://example.com/a One story\n';
    const free = await run(['import'], environment, links);
    expect(free.output).toContain(`${content}/issues/2026/2026-03-27.md: 1 item, 0 lines without a place\n`);
    const asked = await run(['import', '--date', '2026-04-02', '-'], environment, text);
    expect(asked.output).toContain('  2026-04-07\n  Tell a friend\n');
    const dry = await run(['import', '--dry-run'], environment, text);
    expect(dry).toMatchObject({ code: 0, output: expect.stringMatching(/^---\ndate: 2026-04-07\n/) });
    expect(readdirSync(path.join(content, 'issues/2026'))).not.toContain('2026-04-07.md');
  });

  test('refuses what holds no story, and a file that is not there', async () => {
    const { go } = newsletter();
    expect(await go('import')).toMatchObject({
      code: 1,
      output: 'Unexpected text without a story, expected titles, links or sections\n',
    });
    expect(await go('import', 'nowhere.html')).toMatchObject({ code: 2 });
    const { environment } = newsletter();
    for (const deep of ['<div>'.repeat(50_000), `# A\n\n${'> '.repeat(50_000)}b`]) {
      expect(await run(['import'], environment, deep)).toMatchObject({
        code: 1,
        output: 'Unexpected text nested too deep to be read, expected less\n',
      });
    }
  });
});

describe('npm run due', { timeout: 60_000 }, () => {
  test('lists what is published when, drafts, broken files, and the newest of the rest', async () => {
    const { content, go } = newsletter();
    const broken = write(content, '2026-04-01.md', head('2026-04-01'));
    const { code, output } = await go('due');
    expect(code).toBe(1);
    expect(output).toBe(`Scheduled
  2026-03-26 06:00-04:00  in 38 hours  Not due yet.  (${content}/issues/2026/2026-03-26.md)

Drafts: \`draft: true\` keeps them back
  2026-03-25  Kept back by its editor.  (${content}/issues/2026/2026-03-25.md)

With errors: nothing is published until they are mended
  ${broken}  1 error: npm run check -- ${broken}

4 issues due by now, the newest of 2026-03-24
`);
  });
});

describe('npm run stats', { timeout: 60_000 }, () => {
  test('adds up a month', async () => {
    const { content, go } = newsletter();
    write(
      content,
      '2026-03-30.md',
      `${head('2026-03-30')}## Code\n\n### [Again](https://example.com/only/)\n\nTwo words.\n`,
    );
    const { code, output } = await go('stats', '2026-03');
    expect(code).toBe(0);
    expect(output).toContain('  5 issues, 8 items, ');
    expect(output).toContain('  1 repeat of a story that ran before\n');
    expect(output).toContain('Sections\n  News      5   63 %');
    expect(output).toMatch(/ {2}example\.com +7 +88 % {2}█+\n {2}without a link +1 +13 % {2}█+\n/);
    expect(output).toMatch(/Items a day\n {2}2026-03-20 {2}1 {2}█+\n/);
    expect(output).not.toContain('Draft');
  });

  test('adds up a year by its months, and without a word the newest month', async () => {
    const { go } = newsletter();
    expect((await go('stats', '2025')).output).toMatch(/^2025\n {2}1 issue, 1 item, \d+ words\n/);
    expect((await go('stats', '2025')).output).toMatch(/Items a month\n {2}2025-12 {2}1/);
    expect((await go('stats')).output).toMatch(/^2026-03\n/);
  });

  test('refuses a stretch without issues with 1, and a word that is none with 2', async () => {
    const { go } = newsletter();
    expect(await go('stats', '2024')).toMatchObject({ code: 1 });
    expect(await go('stats', 'March')).toMatchObject({
      code: 2,
      output: 'Unexpected `March`, expected a month or a year: `2026-03` or `2026`\n',
    });
  });
});

describe('npm run check, again and again', { timeout: 60_000 }, () => {
  test('reports only what is changed or new in git, and ends with 2 where there is none', async () => {
    const { content, go } = newsletter();
    expect(await go('check', '--changed')).toMatchObject({
      code: 2,
      output: 'Unexpected `--changed`, expected a repository of git\n',
    });
    for (const words of [
      ['init', '-q'],
      ['add', '.'],
      ['-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'a'],
    ])
      execFileSync('git', words, { cwd: content });
    expect((await go('check', '--changed')).output).toBe('no problems in 0 files\n');
    appendFileSync(path.join(content, 'issues/2025-12-31.md'), '\n#### Deep\n');
    write(content, 'new folder/2026-04-01.md', `${head('2026-04-01')}## News\n\n### A\n\nWords.\n`);
    const { code, output } = await go('check', '--changed');
    expect(code).toBe(1);
    expect(output).toMatch(/heading-depth[^]*item-unlinked[^]*1 error and 1 warning in 2 files\n$/);
  });

  test('watches, and reports anew after a save, after a new file, and after new settings', async () => {
    const { content, environment } = newsletter();
    const child = spawn(process.execPath, ['src/cli/main.ts', 'check', '--watch'], {
      cwd: root,
      env: shell(environment),
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    const reports = () => output.split('Watching for changes …\n').slice(0, -1);
    try {
      await expect.poll(reports, { timeout: 20_000 }).toHaveLength(1);
      expect(reports()[0]).toMatch(/^Checking …\n[^]*1 warning in 8 files\n$/);
      appendFileSync(path.join(content, 'issues/2025-12-31.md'), '\n#### Deep\n');
      await expect.poll(() => reports().at(-1), { timeout: 20_000 }).toMatch(/1 error and 1 warning in 8 files/);
      write(content, '2026-04-01.md', head('2026-04-01'));
      await expect.poll(() => reports().at(-1), { timeout: 20_000 }).toMatch(/2 errors and 1 warning in 9 files/);
      const settings = path.join(content, 'newsletter.yaml');
      writeFileSync(settings, readFileSync(settings, 'utf8').replace('name: Research', 'name: Papers'));
      await expect.poll(() => reports().at(-1), { timeout: 20_000 }).toMatch(/section-name/);
    } finally {
      child.kill();
    }
  });
});
