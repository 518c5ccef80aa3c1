import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VFile } from 'vfile';
import { checkNesting } from '../../src/issue/nesting.ts';
import { Lines } from '../../src/issue/place.ts';

function check(text: string) {
  const file = new VFile();
  const isGood = checkNesting({ text, lines: new Lines(text) }, file);
  return { isGood, messages: file.messages.map(String) };
}

/** A block of so many marks that no text with it is waved through, though none of them stands in another. */
const manyMarks = `\n\n${'[]'.repeat(200)}`;

test('a text that is waved through for its few marks is one that the whole check finds good', () => {
  const mark = fc.constantFrom(
    '[',
    '{',
    ']',
    '*',
    '_',
    '~',
    '\\',
    '> ',
    '- ',
    '1. ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    'word ',
  );
  const run = fc.tuple(mark, fc.integer({ min: 1, max: 60 })).map(([text, times]) => text.repeat(times));
  const text = fc.array(fc.oneof(mark, run), { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (text) => {
      expect(check(text)).toEqual(check(text + manyMarks));
    }),
    { numRuns: 2000 },
  );
});
