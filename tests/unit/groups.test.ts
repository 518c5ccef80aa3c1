import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Groups } from '../../src/issue/groups.ts';

const archive = fc.record({
  end: fc.nat(2000),
  keys: fc.integer({ min: 1, max: 900 }),
  /** The keys that anybody will ask for, or all. */
  wanted: fc.option(fc.array(fc.nat(900), { maxLength: 40 }), { nil: undefined }),
});

test('groups hold what maps would hold', () => {
  let shared = 0;
  fc.assert(
    fc.property(archive, ({ end, keys, wanted }) => {
      // Keys that are near to each other, and far, and negative; and members of no group.
      const toKey = (number: number) => Math.imul(number, number % 2 === 0 ? 1 : 0x01000193);
      const keyOf = (member: number) => (member % 7 === 3 ? undefined : toKey(member % keys));
      const members = Array.from({ length: end }, (_, member) => member).filter((one) => keyOf(one) !== undefined);
      const only = wanted && new Set(wanted.map(toKey));
      const some = only && members.filter((member) => only.has(keyOf(member) ?? NaN));
      const groups = new Groups(end, keyOf, some);
      for (const [key, group] of Map.groupBy(members, keyOf)) {
        if (key === undefined || only?.has(key) === false) continue;
        // Where all are grouped, a group of one counts as none.
        expect(group.map((member) => groups.isShared(member))).toEqual(group.map(() => group.length > 1));
        if (group.length < 2 && !only) continue;
        expect(groups.membersOf(key)).toEqual(group.toReversed());
        expect(groups.membersOf(key, 3)).toEqual(group.toReversed().slice(0, 4));
        if (group.length > 1) shared++;
      }
      expect(groups.membersOf(toKey(901))).toEqual([]);
    }),
    { numRuns: 100 },
  );
  // Nearly all runs have more than a thousand.
  expect(shared).toBeGreaterThan(100);
});
