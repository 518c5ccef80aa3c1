import { VFile } from 'vfile';
import { parseIssue } from '../../src/issue/parse.ts';
import type { Issue } from '../../src/issue/schema.ts';
import { parseNewsletter, type Newsletter } from '../../src/newsletter.ts';

/** A newsletter's settings, with some of them changed. */
export function newsletterWith(changes: Partial<Newsletter> = {}): Newsletter {
  const { newsletter } = parseNewsletter(new VFile({ path: 'newsletter.yaml', value: settings }));
  if (!newsletter) throw new Error('The settings of the test are wrong');
  return { ...newsletter, ...changes };
}

/** The issue in a text, its date the one in its front matter. */
export function issueIn(text: string): Issue {
  const date = /^date: (\S+)$/m.exec(text)?.[1] ?? '';
  const file = new VFile({ path: `${date}.md`, value: text });
  const { issue } = parseIssue(file, newsletterWith());
  if (!issue) throw new Error(String(file.messages));
  return issue;
}

/** Small issues of some dates, with the same items. */
export function issuesOf(dates: readonly string[], items = 1, words = 'A short summary.'): Issue[] {
  const item = (index: number) => `### [Story ${index}](https://example.org/${index})\n\n${words}\n`;
  const list = Array.from({ length: items }, (_, index) => item(index + 1)).join('\n');
  const issue = issueIn(`---\ndate: 2026-01-01\ntagline: The day.\n---\n\n## News\n\n${list}`);
  return dates.map((date) => ({ ...issue, date, tagline: `The day of ${date}.` }));
}

const settings = `
id: example
title: The Example & Co
description: An example of a newsletter.
url: https://example.com/letters/
language: en
timeZone: America/New_York
sections:
  - { name: News, path: news, description: What happened. }
  - { name: Research, path: research, description: Papers. }
author: { name: The editors, email: editor@example.com, link: https://example.com/us }
icon: /icon.png
callToAction: { text: Write to us, link: mailto:editor@example.com }
`;
