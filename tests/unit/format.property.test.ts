import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { formatIssue } from '../../src/issue/format.ts';

/** Sentences, most of them without what YAML gives a meaning to. */
const word = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom('No', 'true', 'It’s', 'one-off', 'naïve', '3.5', '—', '“quoted”', 'a,', 'x'),
  },
  fc.constantFrom(
    '#',
    ':',
    'a:',
    ':b',
    '-',
    '?',
    '---',
    '&a',
    '*',
    '!',
    '|',
    '>',
    "'",
    '"',
    '%',
    '@',
    '`',
    '{',
    ']',
    '~',
  ),
  fc.constantFrom('', '\t', '\n', '\u{85}', '\u{a0}', '\u{2028}', '\u{feff}', '\0', '\u{d800}', '😀', '\\'),
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')) },
  fc.string({ unit: 'binary', minLength: 1 }),
);

test('front matter is written as the YAML package writes it', () => {
  fc.assert(
    fc.property(text, fc.option(text, { nil: undefined }), (tagline, title) => {
      const keys = { date: '2026-03-23', tagline, ...(title !== undefined && { title }), updated: '2026-03-24' };
      const yaml = stringify(keys, { lineWidth: 0, schema: 'core' });
      expect(formatIssue({ ...keys, draft: false, corrections: [], sections: [] })).toBe(`---\n${yaml}---\n`);
    }),
    { numRuns: 5000 },
  );
});
