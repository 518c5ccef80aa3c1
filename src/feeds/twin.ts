import * as z from 'zod';
import { changedOn } from '../issue/change.ts';
import { issueId, itemIds } from '../issue/identity.ts';
import { rebase } from '../issue/render.ts';
import { createIssueSchema, type Issue, type Markup } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';
import { dataPath, issuePath, itemPath, markdownPath, schemaPath, type Site } from '../urls.ts';
import { timesOf, writeRfc3339 } from './time.ts';

/** An issue as data: all that is in its file, with ids, and every address absolute. */
export type Twin = z.infer<ReturnType<typeof createTwinSchema>>;

/** @param sections the names of the newsletter's sections, in its order */
export function createTwinSchema(sections: readonly string[]) {
  const issue = createIssueSchema(sections).shape;
  const section = issue.sections.element.shape;
  const item = section.items.element.shape;
  const address = (text: string) => z.string().meta({ format: 'uri' }).describe(text);
  const id = z.string().meta({ format: 'uri' }).describe('A tag URI that never changes, the same as in the feeds');
  const instant = (text: string) => z.string().meta({ format: 'date-time' }).describe(text);
  return z.strictObject({
    $schema: address('This schema'),
    id,
    url: address('The page'),
    markdown: address('The Markdown of this issue'),
    data: address('This document'),
    language: z.string().describe('The language, as a tag of BCP 47'),
    published: instant('When it was published'),
    modified: instant('When it was changed last'),
    ...issue,
    sections: z
      .array(
        z.strictObject({
          ...section,
          items: z.array(z.strictObject({ id, url: address('The item on the page of its issue'), ...item })),
        }),
      )
      .min(1),
  });
}

/** The JSON Schema (2020-12) that every twin of a newsletter is valid against. */
export function createJsonSchema(newsletter: Newsletter, site: Site): unknown {
  const schema = z.toJSONSchema(createTwinSchema(newsletter.sections.map(({ name }) => name)));
  return { $id: site.absolute(schemaPath), title: `An issue of ${newsletter.title}`, ...schema };
}

/** An issue as its JSON twin. */
export function createTwin(issue: Issue, newsletter: Newsletter, site: Site): Twin {
  const { date } = issue;
  const ids = itemIds(newsletter.id, issue);
  const { published, updated } = timesOf({ date: issue.date, changed: changedOn(issue) }, newsletter);
  const page = site.absolute(issuePath(date));
  const absolute = (markup: Markup) => ({ ...markup, html: rebase(markup.html, { root: site.url, page }) });
  return {
    $schema: site.absolute(schemaPath),
    id: issueId(newsletter.id, issue),
    url: page,
    markdown: site.absolute(markdownPath(date)),
    data: site.absolute(dataPath(date)),
    language: newsletter.language,
    published: writeRfc3339(published),
    modified: writeRfc3339(updated),
    ...issue,
    ...(issue.intro && { intro: absolute(issue.intro) }),
    sections: issue.sections.map((section, at) => ({
      ...section,
      items: section.items.map((item, index) => ({
        id: ids[at]?.[index] ?? '',
        url: site.absolute(itemPath(date, item.name)),
        ...item,
        summary: absolute(item.summary),
      })),
    })),
  };
}
