import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { parseIssue } from '../../src/issue/parse.ts';
import { parseNewsletter } from '../../src/newsletter.ts';

const newsletter = { sections: [{ name: 'News' }] };
const head = '---\ndate: 2026-03-23\ntagline: Words.\n---\n\n## News\n\n### [Title](https://example.com/story)\n\n';

/** The messages on an issue whose only summary is a text. */
function messagesOn(summary: string): string[] {
  return messagesOnFile(head + summary + '\n');
}

function messagesOnFile(value: string): string[] {
  const file = new VFile({ path: 'content/issues/2026-03-23.md', value });
  const { issue } = parseIssue(file, newsletter);
  expect(issue === undefined).toBe(file.messages.some(({ fatal }) => fatal));
  return file.messages.map(({ line, column, reason, ruleId }) => `${line}:${column} ${reason} (${ruleId})`);
}

describe('text that would take a reader minutes is refused at a glance', () => {
  test.each([
    ['a line of five million letters', 'a'.repeat(5_000_000), '5,000,092'],
    ['a line of a million words', 'word '.repeat(1_000_000), '5,000,092'],
    ['a million lines', 'word\n'.repeat(1_000_000), '5,000,092'],
    ['a line of five million control characters', '\x01'.repeat(5_000_000), '5,000,092'],
    ['100,001 brackets', '['.repeat(100_001), '100,093'],
  ])('%s', (_, text, characters) => {
    expect(messagesOn(text)).toEqual([
      `1:1 Unexpected ${characters} characters in one file, expected at most 100,000 (file-size)`,
    ]);
  });

  test('more lines than a day has', () => {
    expect(messagesOn('a\n'.repeat(4_000))).toEqual([
      '1:1 Unexpected 4,011 lines in one file, expected at most 4,000 (file-size)',
    ]);
  });

  const marks = (count: string) =>
    `10:1 Unexpected ${count} marks such as \`*\` and \`[\` without an empty line between them, expected fewer (text-marks)`;

  test.each([
    ['closing brackets', ']'.repeat(99_000), '99,000'],
    ['stars that open nothing', 'a* '.repeat(33_000), '33,000'],
    ['stars and underscores that never meet', '*a_ '.repeat(20_000), '40,000'],
    ['beginnings of links', '[a]('.repeat(20_000), '40,000'],
    ['beginnings of comments', 'a <!-- '.repeat(14_000), '28,000'],
    ['full stops at the end of a link', `https://example.com/${'.'.repeat(90_000)}a`, '89,999'],
    ['empty cells of a table', `${'|'.repeat(40_000)}\n${'|'.repeat(40_000)}`, '80,000'],
  ])('thousands of %s', (_, text, count) => {
    expect(messagesOn(text)).toEqual([marks(count)]);
  });

  test.each([
    ['links', '[a](b) [a](b) [a](b)\n\n'.repeat(1_900), '11,402'],
    ['addresses', 'a@b.c www.a\n\n'.repeat(1_900) + 'a@b.c '.repeat(500), '4,302'],
    ['stars, each with its partner', '*a* *a* *a* *a*\n\n'.repeat(1_600), '12,802'],
  ])('thousands of %s, with empty lines between them', (_, text, count) => {
    expect(messagesOn(text)).toEqual([
      `1:1 Unexpected ${count} marks such as \`*\` and \`[\` in one file, expected fewer (text-marks)`,
    ]);
  });

  test('thousands of words after a bracket', () => {
    expect(messagesOn(`[${'word '.repeat(10_000)}`)).toEqual([
      '10:1 Unexpected 10,000 words and a `[` without an empty line between them, expected fewer (text-marks)',
    ]);
  });

  test.each([
    ['brackets', '['.repeat(99_000), '99000 levels of brackets'],
    ['images', '!['.repeat(49_000), '49000 levels of brackets'],
    ['quotes', '>'.repeat(99_000), '99000 levels of quotes and lists'],
    ['quotes with spaces', '> '.repeat(49_000), '49000 levels of quotes and lists'],
    ['lists', '- '.repeat(49_000), '73500 levels of quotes and lists'],
    ['stars', `${'*'.repeat(2500)}a${'*'.repeat(2500)}`, '1250 levels of emphasis'],
    ['stars inside a word', `x${'*'.repeat(850)}a${'*'.repeat(850)}y`, '425 levels of emphasis'],
    ['marks of two kinds', `${'*_'.repeat(850)}a${'_*'.repeat(850)}`, '1700 levels of emphasis'],
  ])('%s in one another', (_, text, found) => {
    expect(messagesOn(text)).toEqual([expect.stringContaining(`Unexpected ${found}, expected at most 100`)]);
  });

  test('quotes in one another on line after line', () => {
    expect(messagesOn(`${'> '.repeat(90)}a\n\n`.repeat(200))).toEqual([
      '232:1 Unexpected 10080 levels of quotes and lists all together, expected at most 10000 (text-nesting)',
    ]);
  });

  test.each([
    ['lists', 'tagline: ' + '['.repeat(5_000)],
    ['keys', 'tagline: ' + '{a: '.repeat(5_000)],
    ['questions', '? '.repeat(5_000)],
    ['items', '- '.repeat(5_000)],
  ])('%s in one another in the front matter and in the settings', (_, yaml) => {
    const ofIssue = messagesOnFile(`---\n${yaml}\n---\n`);
    const { file, newsletter: settings } = parseNewsletter(new VFile({ path: 'newsletter.yaml', value: yaml }));
    expect(settings).toBeUndefined();
    for (const messages of [ofIssue, file.messages.map(({ reason, ruleId }) => `${reason} (${ruleId})`)]) {
      expect(messages).toEqual([expect.stringMatching(/\(text-(?:nesting|marks)\)$/)]);
    }
  });
});

describe('a long day is a good day', () => {
  test('of lines of stars, of sums and of names, none of which stand in one another', () => {
    expect(messagesOn(`${'*'.repeat(500)}\n\nWords\n${'a*b '.repeat(150)}\n${'snake_case_name '.repeat(150)}`)).toEqual(
      [],
    );
    expect(messagesOn('**Bold**, *em* and ***both***. '.repeat(150))).toEqual([]);
  });

  const sentence =
    'The compiler is out, *at last*, and [faster](https://example.com/faster) by a third than the `last` one. ';

  test('of a hundred stories in many words', () => {
    const item = (at: number) => `### [Story ${at}](https://example.com/${at})\n\n${sentence.repeat(8)}`;
    const items = Array.from({ length: 100 }, (_, at) => item(at));
    expect(messagesOn(`${sentence}\n\n${items.join('\n\n')}`)).toEqual([]);
  });

  test('of a list and a table of hundreds of links, and of much code without an empty line', () => {
    const list = Array.from({ length: 300 }, (_, at) => `- [Link ${at}](https://example.com/link/${at}) is **good**`);
    const table = Array.from({ length: 100 }, (_, at) => `| [Link ${at}](https://example.com/${at}) | **good** |`);
    const code = '  const sum = values[0] * values[1] + (flags & mask ? rest_of_it : 0);\n'.repeat(120);
    const text = [list.join('\n'), `| a | b |\n| - | - |\n${table.join('\n')}`, `\`\`\`\n${code}\`\`\``].join('\n\n');
    expect(messagesOn(text)).toEqual([]);
  });
});

describe('settings', () => {
  function messagesOnSettings(value: string): string[] {
    const { file } = parseNewsletter(new VFile({ path: 'newsletter.yaml', value }));
    return file.messages.map(({ line, reason, ruleId }) => `${line} ${reason} (${ruleId})`);
  }

  test('have no key that every object has already', () => {
    const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    const messages = messagesOnSettings(
      `author:\n  name: A\n${keys.map((key) => `  ${key}: { isAdmin: true }\n`).join('')}`,
    );
    for (const [at, key] of keys.entries()) {
      expect(messages).toContain(
        `${at + 3} Unexpected key \`${key}\`, expected \`name\`, \`email\` or \`link\` (newsletter-key)`,
      );
    }
    expect('isAdmin' in {}).toBe(false);
  });

  test('have no tags, anchors and aliases, so that nothing grows by itself', () => {
    const messages = messagesOnSettings(
      'title: &a !!str Words\ndescription: *a\nlinks: &b [*a, *a]\ncallToAction: *b\nsections: !!js/undefined []\n',
    );
    const extras = messages.filter((message) => message.endsWith('(newsletter-yaml)'));
    expect(extras).toEqual([
      '1 Unexpected anchor `&a`, expected the value alone (newsletter-yaml)',
      '1 Unexpected tag `!!str`, expected plain YAML without tags (newsletter-yaml)',
      '2 Unexpected alias `a`, expected the value itself (newsletter-yaml)',
      '3 Unexpected anchor `&b`, expected the value alone (newsletter-yaml)',
      '3 Unexpected alias `a`, expected the value itself (newsletter-yaml)',
      '3 Unexpected alias `a`, expected the value itself (newsletter-yaml)',
      '4 Unexpected alias `b`, expected the value itself (newsletter-yaml)',
      '5 Unexpected tag `!!js/undefined`, expected plain YAML without tags (newsletter-yaml)',
    ]);
  });

  test.each(['../news', 'news/../..', '%2e%2e', '..', 'a\\b', 'a b', '__proto__', 'News'])(
    'name no section’s part of an address `%s`',
    (part) => {
      const messages = messagesOnSettings(`sections:\n  - { name: News, path: '${part}', description: D }\n`);
      expect(messages.filter((message) => message.startsWith('2 '))).toEqual([
        expect.stringMatching(/^2 Unexpected path `.*`, expected a part of an address of its own such as `news`/),
      ]);
    },
  );

  test.each(['/../../etc/passwd.png', '/%2e%2e/icon.png', '/a\\..\\b.png', 'icon.png', '//example.com/icon.png'])(
    'name no icon `%s`',
    (icon) => {
      expect(messagesOnSettings(`icon: '${icon}'\n`)).toContainEqual(
        expect.stringMatching(/^1 Unexpected icon `.*`, expected an address such as `\/icon.png`/),
      );
    },
  );
});
