import * as z from 'zod';
import { closest, unexpected } from './issue/message.ts';

/** On which days a newsletter has an issue: a word for them, or the days of the week. */
export type Rhythm = z.infer<typeof rhythmSchema>;

/** The days of a week in the order of ISO 8601, which counts them from 1. */
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const forms = {
  rhythm: '`daily`, `weekdays` or a list of days such as `[monday, thursday]`',
  day: 'a day such as `monday`',
};

const words: Record<string, string[]> = { daily: days, weekdays: days.slice(0, 5) };

export const rhythmSchema = z.union(
  [
    oneOf('rhythm', Object.keys(words)),
    z.array(oneOf('day', days)).min(1, { error: `Unexpected empty rhythm, expected ${forms.rhythm}` }),
  ],
  { error: rhythmError },
);

/** A newsletter's rhythm, and how many of its issues may be missing. */
interface Beat {
  rhythm: Rhythm;
  grace: number;
}

/**
 * The dates of the issues that a reader waits for: those after the newest issue on which the rhythm has one, up to the last
 * that was due. Nothing while no more are missing than grace allows.
 *
 * @param newest the date of the newest published issue, if there is one
 * @param lastDue from `lastDueDate`
 */
export function findMissing({ rhythm, grace }: Beat, newest: string | undefined, lastDue: string): string[] {
  const last = Temporal.PlainDate.from(lastDue);
  // A newsletter without any issue lacks those of a week: it has no day from which to count.
  const from = newest === undefined ? last.subtract({ days: 7 }) : Temporal.PlainDate.from(newest);
  const missing: string[] = [];
  for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (hasIssue(rhythm, day)) missing.push(day.toString());
  }
  return missing.length > grace ? missing : [];
}

/** The first date from one on that the rhythm has an issue on. */
export function findNext(rhythm: Rhythm, from: string): string {
  let day = Temporal.PlainDate.from(from);
  while (!hasIssue(rhythm, day)) day = day.add({ days: 1 });
  return day.toString();
}

function hasIssue(rhythm: Rhythm, day: Temporal.PlainDate): boolean {
  const expected = typeof rhythm === 'string' ? (words[rhythm] ?? []) : rhythm;
  return expected.includes(days[day.dayOfWeek - 1] ?? '');
}

/** A text that is one of some words. Not an enumeration: beside a list it would refuse both without saying why. */
function oneOf(noun: keyof typeof forms, known: string[]) {
  return z
    .string()
    .refine((word) => known.includes(word), {
      error: ({ input }) => unexpected(noun, input, closest(String(input), known) ?? forms[noun]),
    })
    .meta({ enum: known });
}

function rhythmError({ input }: { input?: unknown }): string {
  const odd: unknown = Array.isArray(input) ? input.find((day) => typeof day !== 'string') : undefined;
  return odd === undefined ? unexpected('rhythm', input, forms.rhythm) : unexpected('day', odd, forms.day);
}
