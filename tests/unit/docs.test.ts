import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formatRules, replaceRules } from '../../src/cli/docs.ts';
import { rules } from '../../src/issue/rules.ts';

const readme = readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');

test('the README explains every rule as the rules themselves do; else, run `npm run docs`', () => {
  expect(replaceRules(readme)).toBe(readme);
  for (const name of Object.keys(rules)) expect(readme).toContain(`| \`${name}\``);
});

test('a rule is a row of its name, what it asks for, a breach and the same mended', () => {
  const rows = formatRules().split('\n');
  expect(rows).toContain(
    '| `issue-date` | An issue has a date of the calendar. | `date: 2026-02-30` | `date: 2026-02-28` |',
  );
  for (const row of rows) expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5);
});

test('a text without the marks is left to its author', () => {
  expect(replaceRules('# Title\n')).toBeUndefined();
});
