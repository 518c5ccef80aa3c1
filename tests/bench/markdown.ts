import type { CorpusIssue, CorpusItem } from './corpus.ts';

/**
 * An issue as a file of Markdown with front matter.
 *
 * @param frontMatter its lines beside `date` and `tagline`, which every tool is given
 * @param markFollowup what the heading of an item ends in that goes on with an earlier story
 */
export function writeIssue(issue: CorpusIssue, frontMatter: readonly string[], markFollowup: string): string {
  const head = ['---', `date: ${issue.date}`, `tagline: ${issue.tagline}`, ...frontMatter, '---'].join('\n');
  const sections = issue.sections.map(({ name, items }) =>
    [`## ${name}`, ...items.map((item) => writeItem(item, markFollowup))].join('\n\n'),
  );
  return `${[head, ...sections].join('\n\n')}\n`;
}

function writeItem({ title, link, isFollowup, summary }: CorpusItem, markFollowup: string): string {
  return `### [${title}](${link})${isFollowup ? markFollowup : ''}\n\n${summary}`;
}
