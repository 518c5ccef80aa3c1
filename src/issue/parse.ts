import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { readBody } from './body.ts';
import { isCalendarDate } from './date.ts';
import { canonicalLink } from './link.ts';
import { parseMarkdown } from './markdown.ts';
import { addMessage, describe, hasError, quote, report } from './message.ts';
import { firstCharacter, Places, type Path } from './place.ts';
import { resolveReferences } from './references.ts';
import type { RuleName } from './rules.ts';
import { createIssueSchema, frontMatterSchema, type Issue } from './schema.ts';
import { readSource, type Source } from './source.ts';
import { listStories, type Story } from './story.ts';
import { checkPlaceholders, checkTexts, type LocalImage } from './texts.ts';
import { readYaml } from './yaml.ts';

/** What an issue takes from the newsletter that it belongs to. */
export interface IssueSettings {
  /** The names of the sections, in the newsletter's order. */
  sections: readonly { name: string }[];
}

/** What a file holds: its issue where it has no error, and the images that it needs under `public/`. */
export interface ParsedIssue {
  issue?: Issue;
  images: LocalImage[];
  /** By which the archive knows a story again that ran before. */
  stories: Story[];
}

/**
 * Reads one issue. This is the one border that unknown data crosses: nobody checks an issue again.
 *
 * @param file its path ends in the file's name, its value is the bytes or the text; it gets a message for each problem, all
 * of them at once, and without an error among them there is an issue
 */
export function parseIssue(file: VFile, newsletter: IssueSettings): ParsedIssue {
  const fileDate = readFileName(file);
  // What is no Markdown at all is not worth a message for each of its lines.
  if (!/\.md$/i.test(file.basename ?? '')) return { images: [], stories: [] };
  const source = readSource(file);
  if (!source) return { images: [], stories: [] };

  if (reportBlankLines(source, file)) return { images: [], stories: [] };

  const places = new Places();
  const tree = resolveReferences(parseMarkdown(source.text), file);
  const frontMatter = readFrontMatter(tree, source, file, places);
  const body = readBody(tree, source.text, file, places);
  const images = checkTexts(tree, source, file);

  const draft = { ...frontMatter, ...body };
  const sections = newsletter.sections.map(({ name }) => name);
  const result = schemaFor(sections).safeParse(draft);
  for (const problem of result.error?.issues ?? []) {
    if (frontMatter === undefined && isFrontMatter(problem.path)) continue;
    addMessage(file, ruleOf(problem.path), places.find(problem.path), problem.message);
  }

  checkFileDate(frontMatter, fileDate, file, places);
  warnOfItems(body.sections, file, places);
  for (const key of ['tagline', 'title']) {
    const value = frontMatter?.[key];
    if (typeof value === 'string') checkPlaceholders(value, () => places.find([key]), file);
  }
  if (!result.success || hasError(file)) return { images, stories: [] };
  return { issue: result.data, images, stories: listStories(result.data, places) };
}

/** Blank lines before front matter. */
export const blankBefore = /^\s*\n(?=---[ \t]*\n)/;

type FrontMatter = Record<string, unknown>;
type Draft = ReturnType<typeof readBody>;

/** The date that a file is named after, or nothing where its name is no date. */
function readFileName(file: VFile): string | undefined {
  const name = file.basename ?? '';
  const date = name.replace(/\.md$/, '');
  if (name.endsWith('.md') && isCalendarDate(date)) return date;
  report(file, 'file-name', undefined, describe('file name', name), 'a date and `.md`, such as `2026-03-23.md`');
  return undefined;
}

/** Reports blank lines before the front matter, and tells whether there are any: they make a heading of it. */
function reportBlankLines({ text, lines }: Source, file: VFile): boolean {
  const [blank] = blankBefore.exec(text) ?? [];
  if (blank === undefined) return false;
  const place = lines.place(blank.length, blank.length + '---'.length);
  report(file, 'front-matter', place, 'blank lines before `---`', 'it on the first line');
  return true;
}

function readFrontMatter(tree: Root, source: Source, file: VFile, places: Places): FrontMatter | undefined {
  const { text, lines } = source;
  const [node] = tree.children;
  if (node?.type !== 'yaml') {
    const line = text.split('\n', 1)[0] ?? '';
    const place = lines.place(0, line.length);
    const found = /^---\s*$/.test(line) ? 'front matter without an end' : 'file without front matter';
    report(file, 'front-matter', place, found, '`date` and `tagline` between two lines `---`');
    return undefined;
  }
  places.set([], node.position ?? firstCharacter);
  const value = readYaml(
    {
      text: node.value,
      offset: text.indexOf('\n') + 1,
      lines,
      rules: { yaml: 'front-matter-yaml', key: 'front-matter-key' },
      keys: knownKeys,
    },
    file,
    places,
  );
  if (value === null) return {};
  if (isKeys(value)) return value;
  if (value !== undefined) {
    report(file, 'front-matter', places.find([]), 'front matter without keys', 'lines such as `date: 2026-03-23`');
  }
  return undefined;
}

function knownKeys(path: Path): string[] | undefined {
  if (path.length === 0) return Object.keys(frontMatterSchema.shape);
  return path[0] === 'corrections' && path.length === 2 ? ['date', 'text'] : undefined;
}

function isKeys(value: unknown): value is FrontMatter {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFrontMatter(path: Path): boolean {
  return String(path[0]) in frontMatterSchema.shape;
}

/** The rules of the schema's parts, by the names on the way in. */
const rulesByPart: Record<string, RuleName> = {
  date: 'issue-date',
  tagline: 'issue-tagline',
  title: 'issue-title',
  draft: 'issue-draft',
  updated: 'issue-updated',
  corrections: 'issue-corrections',
  aliases: 'issue-aliases',
  sections: 'issue-sections',
  'sections.name': 'section-name',
  'sections.items': 'section-items',
  'sections.items.name': 'item-name',
  'sections.items.title': 'item-title',
  'sections.items.link': 'item-link',
  'sections.items.summary': 'item-summary',
};

function ruleOf(path: Path): RuleName {
  const names = path.filter((part) => typeof part === 'string');
  for (let length = names.length; length > 0; length--) {
    const rule = rulesByPart[names.slice(0, length).join('.')];
    if (rule) return rule;
  }
  return 'front-matter';
}

const schemas = new Map<string, ReturnType<typeof createIssueSchema>>();

/** Building a schema costs more than reading an issue with it, and a run reads many. */
function schemaFor(sections: readonly string[]) {
  const key = JSON.stringify(sections);
  const schema = schemas.get(key) ?? createIssueSchema(sections);
  schemas.set(key, schema);
  return schema;
}

function checkFileDate(
  frontMatter: FrontMatter | undefined,
  fileDate: string | undefined,
  file: VFile,
  places: Places,
): void {
  const date = frontMatter?.['date'];
  if (fileDate === undefined || typeof date !== 'string' || !isCalendarDate(date) || date === fileDate) return;
  report(
    file,
    'file-date',
    places.find(['date']),
    describe('date', date),
    `${quote(fileDate)}, the date in the file’s name`,
  );
}

function warnOfItems(sections: Draft['sections'], file: VFile, places: Places): void {
  const seen = new Map<string, string>();
  sections.forEach((section, s) => {
    section.items.forEach(({ link }, i) => {
      const place = places.find(['sections', s, 'items', i]);
      // Where the title or its link is wrong, that is the message.
      if (
        file.messages.some(
          ({ ruleId, line }) => line === place.start.line && /^item-(?:title|link)$/.test(ruleId ?? ''),
        )
      )
        return;
      if (link === undefined) {
        report(file, 'item-unlinked', place, 'item without a link', '`### [Title](https://example.com/post)`');
        return;
      }
      const story = canonicalLink(link);
      const first = seen.get(story);
      if (first === undefined) seen.set(story, `${section.name}, item ${i + 1}`);
      else addMessage(file, 'item-repeat', place, `Unexpected second run of this story, first in ${first}`);
    });
  });
}
