import fc from 'fast-check';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { formatIssue } from '../../src/issue/format.ts';
import { parseIssue, type ParsedIssue } from '../../src/issue/parse.ts';
import type { Issue } from '../../src/issue/schema.ts';

const newsletter = { sections: [{ name: 'News' }, { name: 'Research' }, { name: 'Code' }] };
const frontMatter = '---\ndate: 2026-03-23\ntagline: Words.\n---\n\n';

function parse(value: string | Uint8Array): ParsedIssue & { file: VFile } {
  const file = new VFile({ path: '2026-03-23.md', value });
  return { ...parseIssue(file, newsletter), file };
}

/** Words that no other part of a text holds, so that one that is lost is noticed. */
const word = fc.integer({ min: 0, max: 999 }).map((number) => `word${number}x`);

const inline = fc.oneof(
  { weight: 12, arbitrary: word },
  fc.constantFrom(
    '*',
    '**',
    '_',
    '`',
    '~~',
    '[',
    ']',
    '(',
    ')',
    '!',
    '\\',
    '&amp;',
    '<',
    '>',
    '#',
    '|',
    '  ',
    '\n',
    '{#',
    '{followup}',
    '}',
  ),
  word.map((text) => `[${text}](https://example.com/${text})`),
  word.map((text) => `*${text}*`),
  word.map((text) => `\`${text}\``),
  word.map((text) => `![${text}](/${text}.png)`),
  word.map((text) => `https://example.com/${text}`),
  word.map((text) => `<https://example.com/${text}>`),
  word.map((text) => `${text}[^n]`),
);
const phrase = fc.array(inline, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));
const block = fc.oneof(
  { weight: 12, arbitrary: phrase },
  phrase.map((text) => `- ${text}\n- ${text}`),
  phrase.map((text) => `1. ${text}\n\n   ${text}`),
  phrase.map((text) => `> ${text}`),
  phrase.map((text) => `\`\`\`\n${text}\n\`\`\``),
  phrase.map((text) => `| ${text} | b |\n| - | - |\n| ${text} | d |`),
  phrase.map((text) => `[^n]: ${text}`),
  word.map((text) => `[label]: https://example.com/${text}`),
  word.map((text) => `See [${text}][label].`),
  fc.constantFrom('---', '***', '    indented', '# Top', '#### Deep', '## News', '### ', '<!-- note -->', '<div>'),
);
const item = fc
  .record({
    title: word,
    link: fc.boolean(),
    name: fc.option(word),
    followup: fc.boolean(),
    blocks: fc.array(block, { minLength: 1, maxLength: 3 }),
  })
  .map(({ title, link, name, followup, blocks }) => {
    const heading = link ? `[${title}](https://example.com/${title})` : title;
    const marks = `${name ? ` {#${name}}` : ''}${followup ? ' {followup}' : ''}`;
    return [`### ${heading}${marks}`, ...blocks].join('\n\n');
  });
const body = fc
  .record({ intro: fc.option(phrase), items: fc.array(item, { minLength: 1, maxLength: 3 }) })
  .map(({ intro, items }) => [...(intro ? [intro] : []), '## News', ...items].join('\n\n'));

describe('whatever stands in a file', () => {
  test('reading it gives an issue or an error, and never throws', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          body,
          body.map((text) => frontMatter + text),
        ),
        (text) => {
          const { issue, file } = parse(text);
          expect(issue === undefined).toBe(file.messages.some((message) => message.fatal));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('bytes that are no text get a message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(parse(bytes).file.messages.length).toBeGreaterThan(0);
      }),
    );
  });

  test('each message has a rule and a place inside the file', () => {
    fc.assert(
      fc.property(body, (text) => {
        const lines = (frontMatter + text).split('\n');
        for (const { ruleId, place } of parse(frontMatter + text).file.messages) {
          expect(ruleId).toBeTruthy();
          if (!place || !('start' in place)) throw new Error('a message without a range');
          expect(place.start.line).toBeLessThanOrEqual(lines.length);
          expect(place.start.column).toBeLessThanOrEqual((lines[place.start.line - 1]?.length ?? 0) + 1);
        }
      }),
    );
  });
});

describe('a file that becomes an issue', () => {
  /** Runs a check on every random file that has no error, and sees to it that there were enough of them. */
  function checkIssues(check: (issue: Issue, text: string) => void): void {
    let issues = 0;
    fc.assert(
      fc.property(body, (text) => {
        const { issue } = parse(frontMatter + text);
        if (!issue) return;
        issues++;
        check(issue, text);
      }),
      { numRuns: 1000 },
    );
    expect(issues).toBeGreaterThan(100);
  }

  test('has each of its words in the issue', { timeout: 60_000 }, () => {
    checkIssues((issue, text) => {
      const published = JSON.stringify(issue);
      const words = text.replace(/<!--.*?-->/gs, '').match(/word\d+x/g) ?? [];
      expect(words.filter((each) => !published.includes(each))).toEqual([]);
    });
  });

  test('has one canonical form, and reading that gives the same issue', { timeout: 60_000 }, () => {
    checkIssues((issue) => {
      const canonical = formatIssue(issue);
      expect(parse(canonical).issue).toEqual(issue);
    });
  });

  test('gives no HTML that runs anything', { timeout: 60_000 }, () => {
    checkIssues((issue) => {
      expect(JSON.stringify(issue)).not.toMatch(/<script|javascript:|\son\w+=/i);
    });
  });
});
