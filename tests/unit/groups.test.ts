import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Groups } from '../../src/issue/groups.ts';

const step = fc.record({ member: fc.nat(3000), leaves: fc.boolean() });

test('groups hold what maps would hold, whatever is added and removed', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 2000, size: 'max' }),
      fc.integer({ min: 1, max: 900 }),
      fc.nat(2000),
      (steps, keys, filled) => {
        // Keys that are near to each other, and far, and negative.
        const keyOf = (member: number) => Math.imul(member % keys, member % 2 === 0 ? 1 : 0x01000193);
        const groups = new Groups(keyOf);
        const expected = new Map<number, Set<number>>();
        groups.fill(filled);
        for (let member = 0; member < filled; member++) {
          expected.set(keyOf(member), (expected.get(keyOf(member)) ?? new Set()).add(member));
        }
        expectGroups();
        for (const { member, leaves } of steps) {
          const group = expected.get(keyOf(member)) ?? new Set();
          expected.set(keyOf(member), group);
          if (leaves && group.delete(member)) groups.remove(member);
          else if (!leaves && !group.has(member)) {
            group.add(member);
            groups.add(member);
          }
        }
        expectGroups();

        function expectGroups() {
          for (const [key, group] of expected) {
            if (group.size < 2) continue;
            expect([...group].every((member) => groups.isShared(member))).toBe(true);
            expect(groups.membersOf(key)).toEqual(expect.arrayContaining([...group]));
            expect(groups.membersOf(key)).toHaveLength(group.size);
            expect(groups.membersOf(key, 3)).toHaveLength(Math.min(group.size, 4));
          }
        }
      },
    ),
    { numRuns: 50 },
  );
});
