import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { parseIssue } from '../../src/issue/parse.ts';
import { formatReport } from '../../src/issue/report.ts';

const root = path.join(import.meta.dirname, '../..');

/** A file of the editor's program: JSON with comments on lines of their own. */
function readSettings(name: string) {
  return JSON.parse(readFileSync(path.join(root, '.vscode', name), 'utf8').replace(/^\s*\/\/.*$/gm, ''));
}

test('the Problems panel finds each message of a report with its file, place, severity, text and rule', () => {
  const [task] = readSettings('tasks.json').tasks;
  const [filePattern, messagePattern] = task.problemMatcher.pattern;
  const file = new VFile({
    path: 'content/issues/2026-03-23.md',
    value: readFileSync(path.join(root, 'tests/fixtures/bad/many-problems.md')),
  });
  parseIssue(file, { sections: [{ name: 'News' }, { name: 'Research' }, { name: 'Code' }] });
  const [first = '', ...lines] = formatReport([file]).split('\n');

  expect(new RegExp(filePattern.regexp).exec(first)?.[filePattern.file]).toBe(file.path);
  const found = lines.map((line) => {
    const match = new RegExp(messagePattern.regexp).exec(line) ?? [];
    return ['line', 'column', 'endLine', 'endColumn', 'severity', 'message', 'code'].map(
      (part) => match[messagePattern[part]],
    );
  });
  const expected = file.messages.map(({ place, fatal, reason, ruleId }) => {
    if (!place || !('start' in place)) throw new Error('a message without a range');
    const { start, end } = place;
    const places = [start.line, start.column, end.line, end.column].map(String);
    return [...places, fatal ? 'error' : 'warning', reason, ruleId];
  });
  expect(found.length).toBeGreaterThan(5);
  expect(found.toSorted()).toEqual(expected.toSorted());
});

test('the task for the Problems panel runs a script that there is', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const commands: string[] = readSettings('tasks.json').tasks.map(({ command }: { command: string }) => command);
  const names = commands.map((command) => /^npm run --silent (\w+)/.exec(command)?.[1] ?? command);
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
});

test('every snippet of an issue, a section or an item is one that an issue can be made of', () => {
  const snippets: Record<string, { prefix: string; body: string[] }> = readSettings('dateline.code-snippets');
  const write = (prefix: string) => {
    const snippet = Object.values(snippets).find((candidate) => candidate.prefix === prefix);
    return (snippet?.body ?? [])
      .join('\n')
      .replace('${TM_FILENAME_BASE}', '2026-03-23')
      .replaceAll('${CLIPBOARD}', 'https://example.com/clipboard')
      .replace(/\$\{\d\|(\w+)[^}]*\}/g, '$1')
      .replace(/\$\{\d:https:\/\/\}/g, 'https://example.com/story')
      .replace(/\$\{\d:([^{}]*)\}/g, '$1');
  };
  const front = '---\ndate: 2026-03-23\ntagline: Words.\n---\n\n';
  for (const text of [
    write('issue'),
    front + write('section'),
    `${front}## News\n\n${write('item')}${write('followup')}`,
  ]) {
    const file = new VFile({ path: '2026-03-23.md', value: text });
    parseIssue(file, { sections: [{ name: 'News' }] });
    expect(
      formatReport([file])
        .split('\n')
        .filter((line) => !line.includes('item-repeat'))
        .slice(1),
      text,
    ).toEqual([]);
  }
});

test('what completes front matter and settings is recommended and turned on', () => {
  const { recommendations } = readSettings('extensions.json');
  expect(recommendations).toEqual(expect.arrayContaining(['astro-build.astro-vscode', 'redhat.vscode-yaml']));
  const settings = readSettings('settings.json');
  expect(settings['astro.content-intellisense']).toBe(true);
  expect(settings['yaml.schemas']).toEqual({ '.vscode/newsletter.schema.json': 'content/newsletter.yaml' });
});
