import { stringify } from 'yaml';
import { hostOf } from '../issue/link.ts';
import { writeInline, writeMarkdown } from '../issue/markdown.ts';
import type { ImportedIssue, ImportedItem } from './arrange.ts';

/**
 * The draft of an issue from an imported text: what is missing stands as TODO, and what has no place is a comment at the
 * end, so that nothing is lost.
 *
 * @param date of the issue
 */
export function writeDraft({ title, tagline, intro, sections, strays }: ImportedIssue, date: string): string {
  const keys = { date, tagline: tagline ?? 'TODO', ...(title !== undefined && { title }), draft: true };
  const blocks = [
    `---\n${stringify(keys, { lineWidth: 0, schema: 'core' })}---`,
    writeMarkdown(intro),
    ...sections.flatMap(({ name, items }) => [
      `## ${writeInline([{ type: 'text', value: name }])}`,
      ...items.flatMap(writeItem),
    ]),
    strays.length > 0 ? writeStrays(strays) : '',
  ];
  return blocks.filter(Boolean).join('\n\n') + '\n';
}

function writeItem({ words, link, summary }: ImportedItem): string[] {
  const only = words.length === 1 && words[0]?.type === 'text' ? words[0].value : undefined;
  // A bare address makes no title; its host says at least whose it is.
  const title =
    only !== undefined && only === link ? [{ type: 'text' as const, value: `TODO: title (${hostOf(link)})` }] : words;
  const heading = writeInline(link === undefined ? title : [{ type: 'link', url: link, children: title }]);
  return [`### ${heading}`, summary.length > 0 ? writeMarkdown(summary) : 'TODO: summary'];
}

function writeStrays(strays: readonly string[]): string {
  // Two hyphens and a bracket would end the comment.
  const lines = strays.flatMap((stray) => stray.split('\n')).map((line) => line.replaceAll('-->', '--&gt;'));
  return ['<!--', 'The import found no place for these lines:', '', ...lines, '-->'].join('\n');
}
