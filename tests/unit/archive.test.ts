import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkAll } from '../../src/cli/check.ts';
import { formatReport } from '../../src/issue/report.ts';
import { rules } from '../../src/issue/rules.ts';

const root = path.join(import.meta.dirname, '../..');
const fixtures = path.join(import.meta.dirname, '../fixtures/archives');
const archives = readdirSync(fixtures);

async function check(name: string): Promise<string> {
  const folder = path.join(fixtures, name);
  const cache = mkdtempSync(path.join(tmpdir(), 'dateline-'));
  const folders = { root, content: path.join(folder, 'content'), public: path.join(folder, 'public'), cache };
  const report = formatReport(await checkAll(folders)).replaceAll(`tests/fixtures/archives/${name}/`, '');
  // What is kept in the cache gives the same report as what was read.
  expect(formatReport(await checkAll(folders)).replaceAll(`tests/fixtures/archives/${name}/`, '')).toBe(report);
  return report && `${report}\n`;
}

describe('an archive', () => {
  test.each(archives)('gets exactly the report of its fixture: %s', async (name) => {
    expect(await check(name)).toBe(readFileSync(path.join(fixtures, name, 'report.txt'), 'utf8'));
  });

  test('has a fixture for every rule of settings, pages, themes and the whole archive', () => {
    const reports = archives.map((name) => readFileSync(path.join(fixtures, name, 'report.txt'), 'utf8')).join('');
    const expected = Object.keys(rules).filter((rule) =>
      /^(?:newsletter|page|theme)-|^file-(?:name|place|repeat)$|^image-file$|^item-(?:repeat|alike|followup)$/.test(
        rule,
      ),
    );
    expect(expected.filter((rule) => !new RegExp(` ${rule}$`, 'm').test(reports))).toEqual([]);
  });
});
