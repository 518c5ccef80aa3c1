import { VFile } from 'vfile';
import * as z from 'zod';
import { isCalendarDate } from './issue/date.ts';
import { findIconProblem } from './issue/icon.ts';
import { isFile, newsletterPath, shownPath, tryReadFile, type Folders } from './issue/files.ts';
import { findLinkProblem } from './issue/link.ts';
import { addMessage, closest, describe, hasError, report, unexpected } from './issue/message.ts';
import { Places, type Path } from './issue/place.ts';
import { readSource } from './issue/source.ts';
import { readYaml } from './issue/yaml.ts';
import { rhythmSchema } from './rhythm.ts';

/** The owner's settings, from `content/newsletter.yaml`. */
export type Newsletter = z.infer<typeof newsletterSchema>;
export type SectionSettings = Newsletter['sections'][number];

const linkSchema = z.strictObject(
  { text: text('text of the link'), link: link('link') },
  { error: keysOf('link', 'a `text` and a `link`') },
);

export const newsletterSchema = z
  .strictObject({
    id: z
      .string({ error: ({ input }) => unexpected('id', input, idForm) })
      .refine((id) => /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(id), {
        error: ({ input }) => unexpected('id', input, idForm),
      })
      .describe('The newsletter’s name in the ids of its feeds. It never changes, whatever else does'),
    title: text('title').describe('The name of the newsletter'),
    description: text('description').describe('One sentence on what it is'),
    url: z
      .string({ error: ({ input }) => unexpected('url', input, urlForm) })
      .refine(isSiteUrl, { error: ({ input }) => unexpected('url', input, urlForm) })
      .overwrite((url) => (url.endsWith('/') ? url : `${url}/`))
      .describe('The address of the site, with its base path if it has one'),
    language: z
      .string({ error: ({ input }) => unexpected('language', input, languageForm) })
      .refine(isLanguage, { error: ({ input }) => unexpected('language', input, languageForm) })
      .describe('The language of the issues, as a tag of BCP 47'),
    timeZone: z
      .string({ error: timeZoneError })
      .refine(isTimeZone, { error: timeZoneError })
      .describe('The time zone in which issues are published, by its IANA name'),
    publishAt: z
      .string({ error: ({ input }) => unexpected('publishAt', input, timeForm) })
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, {
        error: ({ input }) => unexpected('publishAt', input, timeForm),
      })
      .default('06:00')
      .describe('The time of day at which an issue is published'),
    rhythm: rhythmSchema
      .optional()
      .describe('The days on which an issue is expected; `due --late` tells when the newest is older'),
    grace: z
      .int({ error: ({ input }) => unexpected('grace', input, graceForm) })
      .min(0, { error: ({ input }) => unexpected('grace', input, graceForm) })
      .max(366, { error: ({ input }) => unexpected('grace', input, graceForm) })
      .default(0)
      .describe('How many issues of the rhythm may be missing in a row, for holidays'),
    sections: z
      .array(
        z.strictObject(
          {
            name: text('name of the section').describe('Its heading in an issue'),
            path: z
              .string({ error: ({ input }) => unexpected('path', input, pathForm) })
              .refine((path) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(path) && !isReserved(path), {
                error: ({ input }) => unexpected('path', input, pathForm),
              })
              .describe('Its part of an address: `news` for `/news/`'),
            description: text('description of the section').describe('One line on what is in it'),
          },
          { error: keysOf('section', 'a `name`, a `path` and a `description`') },
        ),
        {
          error: ({ input }) =>
            unexpected('sections', input, 'a list, each with a `name`, a `path` and a `description`'),
        },
      )
      .min(1, { error: 'Unexpected empty sections, expected at least one' })
      .superRefine(refuseTwins)
      .describe('The sections that an issue may have'),
    callToAction: linkSchema.optional().describe('A line with a link below the tagline'),
    author: z
      .strictObject(
        {
          name: text('name of the author'),
          email: z
            .string()
            .refine((email) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email), {
              error: ({ input }) => unexpected('email', input, 'an address such as `editor@example.com`'),
            })
            .optional(),
          link: link('link').optional(),
        },
        { error: keysOf('author', 'a `name`') },
      )
      .describe('Who writes it'),
    shareImages: z
      .int({ error: ({ input }) => unexpected('shareImages', input, shareImagesForm) })
      .min(0, { error: ({ input }) => unexpected('shareImages', input, shareImagesForm) })
      .max(10_000, { error: ({ input }) => unexpected('shareImages', input, shareImagesForm) })
      .default(60)
      .describe('How many of the newest issues have a share image of their own'),
    links: z
      .array(linkSchema, {
        error: ({ input }) => unexpected('links', input, 'a list, each with a `text` and a `link`'),
      })
      .default([])
      .describe('Links for the foot of every page'),
    icon: z
      .string({ error: ({ input }) => unexpected('icon', input, iconForm) })
      .regex(/^(?:\/[\w-][\w.-]*)+\.png$/i, { error: ({ input }) => unexpected('icon', input, iconForm) })
      .optional()
      .describe('A square picture of at least 512 pixels under `public/`, for feed readers'),
    gone: z
      .array(
        z
          .string({ error: ({ input }) => unexpected('date', input, dateForm) })
          .refine(isCalendarDate, { error: ({ input }) => unexpected('date', input, dateForm) })
          .meta({ format: 'date' }),
        { error: ({ input }) => unexpected('gone', input, 'a list of dates such as `2026-03-23`') },
      )
      .default([])
      .describe('The dates of issues that were published and are no more, for hosts to say so'),
  })
  .describe('The settings of a newsletter');

/** The settings' file, with what was read from it. */
export interface Settings {
  /** With its messages. */
  file: VFile;
  /** Nothing where the file has an error. */
  newsletter?: Newsletter;
  places: Places;
}

/** The settings of the newsletter in some folders. */
export function openNewsletter(folders: Folders): Settings {
  const path = newsletterPath(folders);
  if (isFile(path)) {
    const file = tryReadFile(path, folders);
    return file.value === undefined ? { file, places: new Places() } : refuseIcon(parseNewsletter(file), folders);
  }
  const file = new VFile({ path: shownPath(path) });
  report(file, 'newsletter-file', undefined, 'missing file', 'the settings of the newsletter');
  return { file, places: new Places() };
}

/** Reports an icon that is not there, or too small; without a good one there are no settings. */
function refuseIcon(settings: Settings, folders: Folders): Settings {
  const { file, newsletter, places } = settings;
  const problem = newsletter?.icon === undefined ? undefined : findIconProblem(newsletter.icon, folders);
  if (!problem) return settings;
  report(file, 'newsletter-value', places.find(['icon']), problem.found, problem.expected);
  return { file, places };
}

/** Reports a site's address that only the owner's own machine can reach; for all but a preview. */
export function refuseLocal({ file, newsletter, places }: Settings): void {
  if (!newsletter || !isLocal(newsletter.url)) return;
  const expected = 'the address under which readers will find the site';
  report(file, 'newsletter-value', places.find(['url']), describe('url', newsletter.url), expected);
}

/** Reads the settings in a file, its value the bytes or the text. */
export function parseNewsletter(file: VFile): Settings {
  const places = new Places();
  const source = readSource(file);
  if (!source) return { file, places };
  const rules = { yaml: 'newsletter-yaml', key: 'newsletter-key' } as const;
  const value = readYaml({ ...source, offset: 0, rules, keys: knownKeys }, file, places);
  if (value === undefined) return { file, places };
  if (value !== null && (typeof value !== 'object' || Array.isArray(value))) {
    report(file, 'newsletter-value', places.find([]), 'settings without keys', 'lines such as `title: Dateline`');
    return { file, places };
  }
  const result = newsletterSchema.safeParse(value ?? {});
  for (const problem of result.error?.issues ?? []) {
    addMessage(file, 'newsletter-value', places.find(problem.path), problem.message);
  }
  return { file, places, ...(result.success && !hasError(file) && { newsletter: result.data }) };
}

function isLocal(url: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

const idForm = 'a name or UUID in lower case such as `daily.example.com`';
const urlForm = 'the full address of the site such as `https://example.com/` or `https://example.com/letters/`';
const languageForm = 'a language tag such as `en` or `pt-BR`';
const iconForm = 'an address such as `/icon.png` for `public/icon.png`';
const timeForm = 'a time of day such as `06:00`';
const dateForm = 'the date of an issue such as `2026-03-23`';
const graceForm = 'a number of issues such as `1`';
const shareImagesForm = 'a number of issues such as `60`';
const pathForm = 'a part of an address of its own such as `news`';

/** Parts of addresses that are the site's own. */
const reserved = new Set(
  'archive search subscribe about items sources catch-up schema images fonts assets og feeds tags admin api index 404'.split(
    ' ',
  ),
);

function isReserved(path: string): boolean {
  return reserved.has(path) || /^\d{4}$/.test(path);
}

function knownKeys(path: Path): string[] | undefined {
  const shape = newsletterSchema.shape;
  switch (path.filter((part) => typeof part === 'string').join('.')) {
    case '':
      return Object.keys(shape);
    case 'sections':
      return Object.keys(shape.sections.element.shape);
    case 'author':
      return Object.keys(shape.author.shape);
    case 'links':
    case 'callToAction':
      return Object.keys(linkSchema.shape);
    default:
      return undefined;
  }
}

function refuseTwins(sections: readonly { name: string; path: string }[], context: z.RefinementCtx): void {
  for (const key of ['name', 'path'] as const) {
    sections.forEach((section, index) => {
      if (sections.findIndex((other) => other[key] === section[key]) === index) return;
      context.addIssue({
        code: 'custom',
        path: [index, key],
        message: unexpected(`second section with the ${key}`, section[key], 'each once'),
      });
    });
  }
}

function text(noun: string) {
  const error = ({ input }: { input?: unknown }) => unexpected(noun, input, 'plain text');
  return z
    .string({ error })
    .overwrite((value) => value.replace(/\s+/g, ' ').trim())
    .refine((value) => value !== '', { error })
    .meta({ minLength: 1 });
}

function link(noun: string) {
  const expected = 'a full address such as `https://example.com/post`';
  return z.string({ error: ({ input }) => unexpected(noun, input, expected) }).superRefine((value, context) => {
    const problem = findLinkProblem(value, { mail: true });
    if (problem) context.addIssue(`Unexpected ${problem.found}, expected ${problem.expected}`);
  });
}

function keysOf(noun: string, keys: string) {
  return ({ input }: { input?: unknown }) => unexpected(noun, input, `${keys}, indented under it`);
}

function isSiteUrl(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || parsed.search || parsed.hash || parsed.username) return false;
  return isLocal(url)
    ? /^https?:$/.test(parsed.protocol)
    : findLinkProblem(url, { mail: false }) === undefined && parsed.protocol === 'https:';
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '' && !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}

function timeZoneError({ input }: { input?: unknown }): string {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = zones.find(
    (zone) => zone.split('/').at(-1)?.toLowerCase() === String(input).toLowerCase().replace(/ /g, '_'),
  );
  const guess = typeof input === 'string' && (city ? `\`${city}\`, did you mean that?` : closest(input, zones));
  return unexpected('timeZone', input, guess || 'a name of the IANA time zones such as `Europe/Berlin` or `UTC`');
}
