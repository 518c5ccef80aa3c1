import { stringify } from 'yaml';
import { escapeMark } from './mark.ts';
import { readInline, writeInline } from './markdown.ts';
import type { Issue, Item, Section } from './schema.ts';

/** The one canonical Markdown of an issue: reading it again gives the same issue. */
export function formatIssue(issue: Issue): string {
  const blocks = [frontMatter(issue), issue.intro?.markdown, ...issue.sections.map(formatSection)];
  return blocks.filter((block) => block !== undefined).join('\n\n') + '\n';
}

function frontMatter({ date, tagline, title, draft, updated, corrections }: Issue): string {
  const keys = {
    date,
    tagline,
    ...(title !== undefined && { title }),
    ...(draft && { draft }),
    ...(updated !== undefined && { updated }),
    ...(corrections.length > 0 && { corrections }),
  };
  return `---\n${stringify(keys, { lineWidth: 0, schema: 'core' })}---`;
}

function formatSection({ name, items }: Section): string {
  return [`## ${writeInline([{ type: 'text', value: name }])}`, ...items.map(formatItem)].join('\n\n');
}

function formatItem({ name, namedByHand, followup, title, link, summary }: Item): string {
  const words = readInline(title.markdown);
  const heading = writeInline(link === undefined ? words : [{ type: 'link', url: link, children: words }]);
  const marks = [...(namedByHand ? [`{#${name}}`] : []), ...(followup ? ['{followup}'] : [])];
  return `### ${[escapeMark(heading), ...marks].join(' ')}\n\n${summary.markdown}`;
}
