import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFile } from '../issue/files.ts';
import { rules, type Rule } from '../issue/rules.ts';
import { Refusal } from '../refusal.ts';
import { WrongUse, type Command } from './command.ts';

export const docs: Command = {
  summary: 'Writes the list of rules anew between the marks in the README, for those who change a rule.',
  usage: 'docs',
  options: { check: { type: 'boolean', help: 'change nothing, and end with 1 where the list is not the newest' } },
  run: async ({ words, options }, { root, print }) => {
    if (words.length > 0) throw new WrongUse(`Unexpected ${words.join(' ')}, expected no words`);
    const file = path.join(root, 'README.md');
    const text = readFileSync(file, 'utf8');
    const written = replaceRules(text);
    if (written === undefined) throw new Refusal(`Unexpected README.md without marks, expected ${begin} and ${end}`);
    if (written === text) return 0;
    if (!options['check']) writeFile(file, written);
    print(options['check'] ? 'Unexpected old list of rules in README.md, expected `npm run docs`' : 'wrote README.md');
    return options['check'] ? 1 : 0;
  },
};

const begin = '<!-- rules: made by `npm run docs` -->';
const end = '<!-- /rules -->';

/** A text with the list of rules between its marks made anew; nothing where it has no marks. */
export function replaceRules(text: string): string | undefined {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) return undefined;
  return `${text.slice(0, from + begin.length)}\n\n${formatRules()}\n\n${text.slice(to)}`;
}

/** Every rule as a row of a Markdown table: its name, what it asks for, how a breach looks, and the same mended. */
export function formatRules(): string {
  const all: [string, Rule][] = Object.entries(rules);
  const rows = all.map(([name, { severity, asks, breach, mended }]) => [
    `\`${name}\`${severity === 'warning' ? ' (warning)' : ''}`,
    asks,
    formatExample(breach),
    formatExample(mended),
  ]);
  const table = [['Rule', 'What it asks for', 'Instead of', 'Write'], ['---', '---', '---', '---'], ...rows];
  return table.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** An example as code, line by line: a cell of a table has no other way to hold several. */
function formatExample(example: string): string {
  const lines = example.split('\n').filter(Boolean);
  return lines.map((line) => `\`${line}\``).join('<br>');
}
