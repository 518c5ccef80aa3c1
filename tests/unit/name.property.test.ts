import fc from 'fast-check';
import GithubSlugger, { slug } from 'github-slugger';
import { expect, test } from 'vitest';
import { Names } from '../../src/issue/name.ts';

/** Words that lead to the same slugs again and again, with numbers as they are put after them. */
const title = fc
  .array(fc.constantFrom('A', 'a', 'Ä', 'İ', 'ΑΣ', '1', '-', '--', '!', '?', '_', '1-1', '注意', '\u00a0', '\t'), {
    maxLength: 5,
  })
  .map((words) => words.join(' '));

test('items have the names that GitHub gives headings, each once, and none that was set by hand', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(title, fc.string({ unit: 'grapheme' })), { maxLength: 12 }), (titles) => {
      const byHand = ['a', 'a-1'];
      const names = new Names(byHand);
      const slugger = new GithubSlugger();
      const tidy = (text: string) => text.replace(/[-_]{2,}/g, '-').replace(/^[-_]+|[-_]+$/g, '');
      const taken = new Set(byHand);
      for (const title of titles) {
        const next = () => tidy(slugger.slug(tidy(slug(title)) || 'story'));
        let expected = next();
        while (taken.has(expected)) expected = next();
        taken.add(expected);
        expect(names.fromTitle(title)).toBe(expected);
      }
    }),
    { numRuns: 2000 },
  );
});
