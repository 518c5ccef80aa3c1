import * as z from 'zod';
import { isCalendarDate } from './date.ts';
import { findLinkProblem } from './link.ts';
import { choice, closest, unexpected } from './message.ts';
import { namePattern } from './name.ts';

/** A text in its three forms. The HTML is safe, and its local addresses begin at the site's root. */
export type Markup = z.infer<typeof markupSchema>;
export type Item = z.infer<typeof itemSchema>;
export type Section = z.infer<ReturnType<typeof createSectionSchema>>;
export type Issue = z.infer<ReturnType<typeof createIssueSchema>>;

const markupSchema = z.strictObject({
  markdown: z.string().describe('Canonical Markdown'),
  html: z.string().describe('Safe HTML; local addresses begin at the root of the site'),
  text: z.string().describe('Plain text'),
});

const correctionSchema = z.strictObject(
  {
    date: calendarDate('date of the correction'),
    text: plainText('text of the correction', 'a sentence that says what was wrong'),
  },
  { error: ({ input }) => unexpected('correction', input, 'a `date` and a `text`') },
);

/** The front matter, as an editor writes it. */
export const frontMatterSchema = z.strictObject({
  date: calendarDate('date').describe('The day of the issue; the same as in the file’s name'),
  tagline: plainText('tagline', 'one or two sentences of plain text').describe(
    'One or two sentences on what is in the issue',
  ),
  title: plainText('title', 'plain text').optional().describe('A title beside the date'),
  draft: z
    .boolean({ error: ({ input }) => unexpected('draft', input, '`true` or `false`') })
    .default(false)
    .describe('Whether the issue is kept back'),
  updated: calendarDate('date of the update').optional().describe('The day of the last change after publication'),
  corrections: z
    .array(correctionSchema, {
      error: ({ input }) => unexpected('corrections', input, 'a list, each with a `date` and a `text`'),
    })
    .default([])
    .describe('What was wrong, and when it was mended'),
  aliases: z
    .array(calendarDate('alias'), { error: ({ input }) => unexpected('aliases', input, aliasesForm) })
    .min(1, { error: () => unexpected('aliases', null, aliasesForm) })
    .optional()
    .describe('The dates that the issue had before, the first one first; their addresses lead to this one'),
});

const aliasesForm = 'a list of the dates that the issue had before, the first one first';

const itemSchema = z.strictObject({
  name: z
    .string()
    .refine((name) => namePattern.test(name), {
      error: ({ input }) => unexpected('name', input, 'words in lower case joined by hyphens, such as `{#my-story}`'),
    })
    .describe('The anchor on the page, unique in the issue'),
  namedByHand: z.boolean().describe('Whether the editor set the name; else it follows the title'),
  followup: z.boolean().default(false).describe('Whether the item goes on with a story that ran before'),
  title: markupSchema.refine(({ text }) => isVisible(text), {
    error: 'Unexpected empty title, expected `### [Title](https://example.com/post)`',
  }),
  link: z
    .string()
    .superRefine((link, context) => {
      const problem = findLinkProblem(link, { mail: false });
      if (problem) context.addIssue(`Unexpected ${problem.found}, expected ${problem.expected}`);
    })
    .optional()
    .describe('The story, as the editor linked it'),
  summary: z
    .strictObject(markupSchema.shape, { error: missingSummary })
    .refine(({ text }) => isVisible(text), { error: missingSummary }),
});

/**
 * The schema of an issue in a newsletter.
 *
 * @param sections the names of the newsletter's sections, in its order
 */
export function createIssueSchema(sections: readonly string[]) {
  return z
    .strictObject({
      ...frontMatterSchema.shape,
      intro: markupSchema.optional().describe('What stands before the first section'),
      sections: z
        .array(createSectionSchema(sections))
        .min(1, { error: `Unexpected issue without a section, expected ${headings(sections)}` })
        .describe('The sections, in the order of the file'),
    })
    .superRefine(checkOrder, { when: () => true });
}

function createSectionSchema(names: readonly string[]) {
  return z.strictObject({
    name: z.string().refine((name) => names.includes(name), {
      error: ({ input }) => unexpected('section', input, closest(String(input), names) ?? choice(names)),
    }),
    items: z.array(itemSchema).min(1, {
      error: 'Unexpected section without an item, expected `### [Title](https://example.com/post)`',
    }),
  });
}

/** What happened to an issue after its day is not dated before it. Runs beside other errors, so it trusts no type. */
function checkOrder(issue: Partial<z.infer<typeof frontMatterSchema>>, context: z.RefinementCtx): void {
  const { date, updated, corrections, aliases } = issue;
  if (typeof date !== 'string' || !isCalendarDate(date)) return;
  checkAliases(date, aliases, context);
  const expected = `\`${date}\`, the issue’s date, or a later one`;
  const refuse = (found: unknown, noun: string, path: PropertyKey[]) => {
    if (typeof found !== 'string' || !isCalendarDate(found) || found >= date) return;
    context.addIssue({ code: 'custom', path, message: unexpected(noun, found, expected) });
  };
  refuse(updated, 'date of the update', ['updated']);
  if (!Array.isArray(corrections)) return;
  corrections.forEach((correction: unknown, index) => {
    const found = typeof correction === 'object' && correction && 'date' in correction ? correction.date : undefined;
    refuse(found, 'date of the correction', ['corrections', index, 'date']);
  });
}

/** A date is one of an issue's once: as its own, or as one that it had. Trusts no type, as above. */
function checkAliases(date: string, aliases: unknown, context: z.RefinementCtx): void {
  if (!Array.isArray(aliases)) return;
  aliases.forEach((alias: unknown, index) => {
    const earlier = aliases.indexOf(alias) < index;
    if (!earlier && alias !== date) return;
    const message = earlier
      ? unexpected('second alias', alias, 'it once')
      : unexpected('alias', alias, 'a date that the issue had before, not its own');
    context.addIssue({ code: 'custom', path: ['aliases', index], message });
  });
}

function calendarDate(noun: string) {
  const error = ({ input }: { input?: unknown }) =>
    unexpected(noun, input, 'a date of the calendar such as `2026-03-23`');
  return z.string({ error }).refine(isCalendarDate, { error }).meta({ format: 'date' });
}

function plainText(noun: string, expected: string) {
  const error = ({ input }: { input?: unknown }) => unexpected(noun, input, expected);
  return z
    .string({ error })
    .overwrite((text) => text.replace(/\s+/g, ' ').trim())
    .refine(isVisible, { error })
    .meta({ minLength: 1 });
}

/** Whether a reader sees anything of a text: not only white space and characters without a shape. */
function isVisible(text: string): boolean {
  return /[^\s\p{Cf}]/u.test(text);
}

function missingSummary(): string {
  return 'Unexpected item without a summary, expected one or more paragraphs under its title';
}

function headings(sections: readonly string[]): string {
  return choice(sections.map((name) => `## ${name}`));
}
