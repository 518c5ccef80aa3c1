import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markSize, markStories } from '../../src/issue/marks.ts';
import { renumber } from '../../src/issue/relations.ts';
import type { StoryFile } from '../../src/issue/story-index.ts';
import { Stories } from '../../src/issue/stories.ts';
import type { Story } from '../../src/issue/story.ts';

const place = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

// Few words, so that titles are alike, have keys in common, or are too common to tell a story.
const title = fc
  .tuple(
    fc.constantFrom('Quantized', 'Distilled', 'Quantised'),
    fc.constantFrom('transformers', 'translators'),
    fc.constantFrom('understand', 'outperform'),
    fc.constantFrom('everything', 'everythings'),
  )
  .map((words) => words.join(' '));
const link = fc.option(fc.nat(20), { nil: undefined });

/** The stories of a day. */
const day = fc.array(fc.record({ title, link, followup: fc.boolean() }), { maxLength: 4 });

/** An archive by the days of its files; the same day has other stories now and then. */
const archive = fc.dictionary(
  fc.integer({ min: 100, max: 160 }).map((number) => `2026-03-${number}`),
  day,
  { minKeys: 20, maxKeys: 45 },
);

function toFile(date: string, stories: readonly { title: string; link: number | undefined; followup: boolean }[]) {
  const all = stories.map((story, index): Story => {
    const { title, link, followup } = story;
    const known = { section: 'News', number: index + 1, name: `item-${index + 1}`, title, followup, place };
    return link === undefined ? known : { ...known, link: `https://example.com/${link}` };
  });
  const marks = markStories(all);
  const file: StoryFile = { name: date, date, marks, readStories: () => all };
  return { ...file, key: JSON.stringify(stories) };
}

test('relations that were kept, brought up to date, are those that would be found', () => {
  let together = 0;
  fc.assert(
    fc.property(archive, archive, fc.nat(10), (one, other, changes) => {
      const now = Object.entries(other).slice(0, changes);
      const gone = Object.keys(one).slice(0, changes % 3);
      const rest = Object.entries({ ...one, ...Object.fromEntries(now) }).filter(([date]) => !gone.includes(date));
      const [before, after] = [Object.entries(one), rest].map((days) =>
        days.map(([date, stories]) => toFile(date, stories)).sort((a, b) => (a.name < b.name ? -1 : 1)),
      );
      if (!before || !after) throw new Error('Expected two archives');
      const { relations } = new Stories(before);
      const kept = renumber(relations, before, after);
      const same = before.findIndex(({ name, key }, at) => after[at]?.name !== name || after[at]?.key !== key);
      const first = before.slice(0, same < 0 ? before.length : same);
      const ofFirst = first.reduce((sum, { marks }) => sum + marks.length / markSize, 0);
      expect(renumber(relations, before.slice(first.length), after.slice(first.length), ofFirst)).toEqual(kept);
      const [brought, found] = [new Stories(after, kept), new Stories(after)];
      const { linked, alike } = found.relations;
      expect(brought.relations).toMatchObject({ linked, alike });
      if (alike.length > 0) together++;
      expect(after.map(({ name }) => brought.messagesOf(name))).toEqual(
        after.map(({ name }) => found.messagesOf(name)),
      );
    }),
    { numRuns: 200 },
  );
  expect(together).toBeGreaterThan(50);
});

test.each([
  [30, 31],
  [31, 30],
])('a title that %i days have and then %i is common to so many, or no more', (first, then) => {
  const days = Array.from({ length: 31 }, (_, index) =>
    toFile(`2026-03-${100 + index}`, [
      { title: 'Quantized transformers outperform everything', link: undefined, followup: false },
    ]),
  );
  const [before, after] = [days.slice(0, first), days.slice(0, then)];
  const kept = renumber(new Stories(before).relations, before, after);
  const [brought, found] = [new Stories(after, kept).relations.alike, new Stories(after).relations.alike];
  expect(brought).toEqual(found);
  expect(brought.length > 0).toBe(then === 30);
});
