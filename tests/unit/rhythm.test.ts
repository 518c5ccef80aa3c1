import { describe, expect, test } from 'vitest';
import { findMissing, findNext, rhythmSchema } from '../../src/rhythm.ts';

describe('a rhythm', () => {
  test.each([['daily'], ['weekdays'], [['friday']], [['monday', 'thursday']]])(
    'is a word or days of the week: %j',
    (rhythm) => {
      expect(rhythmSchema.parse(rhythm)).toEqual(rhythm);
    },
  );

  test.each([
    [7, 'Unexpected rhythm `7`, expected `daily`, `weekdays` or a list of days such as `[monday, thursday]`'],
    [
      'hourly',
      'Unexpected rhythm `hourly`, expected `daily`, `weekdays` or a list of days such as `[monday, thursday]`',
    ],
    [[], 'Unexpected empty rhythm, expected `daily`, `weekdays` or a list of days such as `[monday, thursday]`'],
    [['monday', 2], 'Unexpected day `2`, expected a day such as `monday`'],
    [['fryday'], 'Unexpected day `fryday`, expected `friday`, did you mean that?'],
  ])('is nothing else: %j', (rhythm, message) => {
    expect(rhythmSchema.safeParse(rhythm).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe('what is missing', () => {
  // 2026-03-20 is a Friday.
  test.each([
    { rhythm: 'daily', newest: '2026-03-20', lastDue: '2026-03-20', missing: [] },
    { rhythm: 'daily', newest: '2026-03-20', lastDue: '2026-03-22', missing: ['2026-03-21', '2026-03-22'] },
    { rhythm: 'weekdays', newest: '2026-03-20', lastDue: '2026-03-22', missing: [] },
    { rhythm: 'weekdays', newest: '2026-03-20', lastDue: '2026-03-23', missing: ['2026-03-23'] },
    { rhythm: 'weekdays', newest: '2026-03-22', lastDue: '2026-03-23', missing: ['2026-03-23'] },
    { rhythm: ['friday'], newest: '2026-03-20', lastDue: '2026-03-26', missing: [] },
    { rhythm: ['friday'], newest: '2026-03-20', lastDue: '2026-03-27', missing: ['2026-03-27'] },
    // An issue on a day beside the rhythm stands for none of its days to come.
    { rhythm: ['friday'], newest: '2026-03-26', lastDue: '2026-03-27', missing: ['2026-03-27'] },
    {
      rhythm: ['monday', 'thursday'],
      newest: '2026-03-19',
      lastDue: '2026-03-26',
      missing: ['2026-03-23', '2026-03-26'],
    },
    // Over the end of a year, and of a February.
    { rhythm: 'weekdays', newest: '2026-12-31', lastDue: '2027-01-01', missing: ['2027-01-01'] },
    { rhythm: 'weekdays', newest: '2027-01-01', lastDue: '2027-01-03', missing: [] },
    { rhythm: 'daily', newest: '2028-02-28', lastDue: '2028-03-01', missing: ['2028-02-29', '2028-03-01'] },
  ])('with $rhythm after $newest until $lastDue: $missing', ({ rhythm, newest, lastDue, missing }) => {
    expect(findMissing({ rhythm, grace: 0 }, newest, lastDue)).toEqual(missing);
  });

  test.each([
    { grace: 1, lastDue: '2026-12-25', late: false },
    { grace: 1, lastDue: '2026-12-28', late: true },
    { grace: 2, lastDue: '2026-12-28', late: false },
  ])('is nothing while grace $grace allows it on $lastDue', ({ grace, lastDue, late }) => {
    expect(findMissing({ rhythm: 'weekdays', grace }, '2026-12-24', lastDue).length > 0).toBe(late);
  });

  test('is a week of issues where there never was one', () => {
    expect(findMissing({ rhythm: 'weekdays', grace: 0 }, undefined, '2026-03-23')).toEqual([
      '2026-03-17',
      '2026-03-18',
      '2026-03-19',
      '2026-03-20',
      '2026-03-23',
    ]);
  });
});

test('the next issue is the first from a day on that the rhythm has', () => {
  expect(findNext('weekdays', '2026-03-21')).toBe('2026-03-23');
  expect(findNext('daily', '2026-03-21')).toBe('2026-03-21');
  expect(findNext(['friday'], '2026-12-26')).toBe('2027-01-01');
});
