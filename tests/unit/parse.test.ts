import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { formatIssue } from '../../src/issue/format.ts';
import { parseIssue } from '../../src/issue/parse.ts';
import { formatReport } from '../../src/issue/report.ts';
import { rules } from '../../src/issue/rules.ts';

const fixtures = path.join(import.meta.dirname, '../fixtures');
const newsletter = { sections: [{ name: 'News' }, { name: 'Research' }, { name: 'Code' }] };

function read(name: string): VFile {
  return new VFile({ path: 'content/issues/2026-03-23.md', value: readFileSync(path.join(fixtures, name)) });
}

/** The report without the file's line, as the fixtures hold it. */
function reportOf(file: VFile): string {
  const [, ...lines] = formatReport([file]).split('\n');
  return lines.map((line) => line.slice(2)).join('\n') + '\n';
}

function namesIn(folder: string): string[] {
  const files = readdirSync(path.join(fixtures, folder)).filter((name) => name.endsWith('.md'));
  return files.map((name) => name.slice(0, -'.md'.length));
}

describe('a file with problems', () => {
  test.each(namesIn('bad'))('gets exactly the messages of its fixture: %s', (name) => {
    const file = read(`bad/${name}.md`);
    const { issue } = parseIssue(file, newsletter);
    expect(reportOf(file)).toBe(readFileSync(path.join(fixtures, `bad/${name}.txt`), 'utf8'));
    expect(issue === undefined).toBe(file.messages.some((message) => message.fatal));
  });

  test('has a fixture for every rule of a single file', () => {
    const reports = namesIn('bad').map((name) => readFileSync(path.join(fixtures, `bad/${name}.txt`), 'utf8'));
    const reported = new Set(reports.join('').match(/[a-z-]+$/gm));
    // These need a folder, other settings, a very large file, or the network; other tests have them.
    const elsewhere =
      /^(?:newsletter|page|theme)-|^file-(?:name|place|repeat|size)$|^text-marks$|^item-(?:alike|followup)$|^link-(?:dead|moved|blocked|silent)$/;
    const expected = Object.keys(rules).filter((rule) => !elsewhere.test(rule));
    expect(expected.filter((rule) => !reported.has(rule))).toEqual([]);
  });

  test('is named wrongly when its name is no date, or not in lower case', () => {
    const value = '---\ndate: 2026-03-23\ntagline: Words.\n---\n\n## News\n\n### [A](https://example.com/)\n\nWords.\n';
    const messages = ['Monday.md', '2026-02-30.md', '2026-03-23.MD', '2026-03-23.txt', '2026-3-23.md'].map((name) => {
      const file = new VFile({ path: `content/issues/${name}`, value });
      parseIssue(file, newsletter);
      return reportOf(file);
    });
    expect(messages).toEqual(
      ['Monday.md', '2026-02-30.md', '2026-03-23.MD', '2026-03-23.txt', '2026-3-23.md'].map(
        (name) =>
          `1:1-1:1  error  Unexpected file name \`${name}\`, expected a date and \`.md\`, such as \`2026-03-23.md\`  file-name\n`,
      ),
    );
  });
});

describe('a good file', () => {
  test.each(namesIn('good'))('becomes the issue of its fixture: %s', (name) => {
    const file = read(`good/${name}.md`);
    const { issue } = parseIssue(file, newsletter);
    expect(file.messages.filter((message) => message.fatal)).toEqual([]);
    expect(issue).toEqual(JSON.parse(readFileSync(path.join(fixtures, `good/${name}.json`), 'utf8')));
  });

  test.each(namesIn('good'))('has one canonical form, which gives the same issue: %s', (name) => {
    const { issue } = parseIssue(read(`good/${name}.md`), newsletter);
    const canonical = issue && formatIssue(issue);
    expect(canonical).toBe(readFileSync(path.join(fixtures, `good/${name}.canonical.txt`), 'utf8'));
    expect(parseIssue(new VFile({ path: '2026-03-23.md', value: canonical ?? '' }), newsletter).issue).toEqual(issue);
  });

  test('is the same with a byte order mark, with other line ends, and without a final one', () => {
    const issues = ['windows-line-ends', 'old-mac-line-ends'].map(
      (name) => parseIssue(read(`good/${name}.md`), newsletter).issue,
    );
    expect(issues[0]).toEqual(issues[1]);
    const short = ['byte-order-mark', 'no-final-newline'].map(
      (name) => parseIssue(read(`good/${name}.md`), newsletter).issue,
    );
    expect(short[0]).toEqual(short[1]);
  });
});
