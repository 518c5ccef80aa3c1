import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { VFile } from 'vfile';
import { formatIssue } from '../../src/issue/format.ts';
import { Lines, Places } from '../../src/issue/place.ts';
import { readWhole, readYaml } from '../../src/issue/yaml.ts';

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

const names = ['date', 'tagline', 'title', 'draft'];
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(': ', ': ', ': ', ':', ':  '), text)
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => `${name}: 2026-03-23`) },
  fc.constantFrom('', '# a note', 'other: a key', '  in: side', '- one', '---', '...'),
);

test('front matter is read as the YAML package reads it, to the same values, places and messages', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const text = lines.join('\n');
      const source = {
        text,
        offset: 4,
        lines: new Lines(`---\n${text}\n---\n`),
        rules: { yaml: 'front-matter-yaml', key: 'front-matter-key' },
        keys: () => names,
      } as const;
      const [one, whole] = [readYaml, readWhole].map((read) => {
        const [file, places] = [new VFile(text), new Places()];
        const value = read(source, file, places);
        const said = file.messages.map(({ ruleId, place, reason }) => ({ ruleId, place, reason }));
        return { value, places: names.map((name) => places.find([name])), said };
      });
      expect(one).toEqual(whole);
    }),
    { numRuns: 5000 },
  );
});

const settings = `id: example
title: "An *example*"
aliases: [2026-03-21, 2026-03-22]
sections:
  - name: News
    path: 'news'
author:
  name: The editors
`;

/** Some characters of a text replaced by others. */
const edit = fc.tuple(
  fc.nat(settings.length),
  fc.nat(3),
  fc.constantFrom('', ' ', '  ', '\n', "'", '"', '[', ']', '{', ':', ': ', '-', '*', '#', '\t', 'a'),
);

test('a slip in YAML is shown within its text, as what was found and what was expected', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const text = edits.reduce(
        (changed, [at, length, piece]) => changed.slice(0, at) + piece + changed.slice(at + length),
        settings,
      );
      const file = new VFile(text);
      const rules = { yaml: 'newsletter-yaml', key: 'newsletter-key' } as const;
      const value = readWhole(
        { text, offset: 0, lines: new Lines(text), rules, keys: () => undefined },
        file,
        new Places(),
      );
      expect(value === undefined && file.messages.length === 0).toBe(false);
      for (const { place, reason } of file.messages) {
        if (!place || !('start' in place)) throw new Error('a message without a range');
        const { start, end } = place;
        const line = text.split('\n')[start.line - 1];
        expect(line).toBeDefined();
        expect(start.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
        expect([end.line > start.line, end.line === start.line && end.column >= start.column]).toContain(true);
        expect(reason).toMatch(/^Unexpected .*, expected .+/s);
      }
    }),
    { numRuns: 5000 },
  );
});
