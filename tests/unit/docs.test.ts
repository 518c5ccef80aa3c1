import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formatRules, replaceList, writeDocuments } from '../../src/cli/docs.ts';
import { rules } from '../../src/issue/rules.ts';

const root = path.join(import.meta.dirname, '../..');

test.each(writeDocuments(root))('$name is what the code makes of it; else, run `npm run docs`', ({ name, text }) => {
  expect(readFileSync(path.join(root, name), 'utf8')).toBe(text);
});

test('the README explains every rule as the rules themselves do', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  for (const name of Object.keys(rules)) expect(readme).toContain(`| \`${name}\``);
});

test('a rule is a row of its name, what it asks for, a breach and the same mended', () => {
  const rows = formatRules().split('\n');
  expect(rows).toContain(
    '| `issue-date` | An issue has a date of the calendar. | `date: 2026-02-30` | `date: 2026-02-28` |',
  );
  for (const row of rows) expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5);
});

test('a list stands between its marks, and the text around it is left to its author', () => {
  const marked = (list: string) => `Before.\n<!-- days: made by \`npm run docs\` -->${list}<!-- /days -->\nAfter.\n`;
  expect(replaceList(marked(' old '), 'days', 'Monday')).toBe(marked('\n\nMonday\n\n'));
  expect(() => replaceList('# Title\n', 'days', 'Monday')).toThrow(
    'Unexpected README.md without marks, expected <!-- days: made by `npm run docs` --> and <!-- /days -->',
  );
});
