import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFile } from '../issue/files.ts';
import { rules, type Rule } from '../issue/rules.ts';
import { frontMatterSchema } from '../issue/schema.ts';
import { newsletterSchema } from '../newsletter.ts';
import { Refusal } from '../refusal.ts';
import { refuseWords, type Command } from './command.ts';
import { writeSchema } from './completion.ts';
import { formatLicences, formatPackages, readPackages } from './licences.ts';

export const docs: Command = {
  summary: 'Writes what is made from the code anew: the lists in the README, and the schemas for editors’ programs.',
  usage: 'docs',
  options: { check: { type: 'boolean', help: 'change nothing, and end with 1 where one of them is old' } },
  run: async (input, { root, print }) => {
    refuseWords(input);
    const { options } = input;
    const stale = writeDocuments(root).filter(({ name, text }) => readText(root, name) !== text);
    for (const { name, text } of stale) {
      if (!options['check']) writeFile(path.join(root, name), text);
      print(options['check'] ? `Unexpected old ${name}, expected \`npm run docs\`` : `wrote ${name}`);
    }
    return options['check'] && stale.length > 0 ? 1 : 0;
  },
};

/** A file of the project that is made from its code, at least in part. */
export interface Document {
  /** Its path from the project's folder. */
  name: string;
  text: string;
}

/**
 * Every such file as it should be.
 *
 * @throws Refusal where the README lacks the marks between which a list stands
 */
export function writeDocuments(root: string): Document[] {
  const packages = readPackages(readText(root, 'package-lock.json'));
  const lists = { rules: formatRules(), licences: formatLicences(packages) };
  const readme = Object.entries(lists).reduce(
    (text, [name, list]) => replaceList(text, name, list),
    readText(root, 'README.md'),
  );
  return [
    { name: 'README.md', text: readme },
    { name: '.github/packages.md', text: `${packagesHead}\n\n${formatPackages(packages)}\n` },
    { name: '.vscode/front-matter.schema.json', text: writeSchema(frontMatterSchema) },
    { name: '.vscode/newsletter.schema.json', text: writeSchema(newsletterSchema) },
  ];
}

const packagesHead = `# Packages

Every package that a build may need on some machine, with its licence. Made by \`npm run docs\` from \`package-lock.json\`.`;

function readText(root: string, name: string): string {
  try {
    return readFileSync(path.join(root, name), 'utf8');
  } catch {
    return '';
  }
}

/**
 * A text with the list between two marks made anew.
 *
 * @throws Refusal where the text has no such marks
 */
export function replaceList(text: string, name: string, list: string): string {
  const begin = `<!-- ${name}: made by \`npm run docs\` -->`;
  const end = `<!-- /${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Refusal(`Unexpected README.md without marks, expected ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${list}\n\n${text.slice(to)}`;
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
