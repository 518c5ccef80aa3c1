import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, temporaryFolder } from '../command/run.ts';

/** The dates of the issues, newest first; the newest has fifteen items, one has every kind of Markdown. */
export const dates = ['2026-03-23', '2026-03-20', '2026-03-19', '2026-03-18', '2026-02-27', '2025-12-30', '2025-11-03'];
export const richDate = '2026-03-19';

/** A content folder with issues over two years: enough for a second page of a section. */
export function writeContent(): string {
  const folder = temporaryFolder();
  cpSync(path.join(root, 'tests/fixtures/site'), folder, {
    recursive: true,
    filter: (from) => path.basename(from) !== 'issues',
  });
  mkdirSync(path.join(folder, 'issues'));
  for (const date of dates) writeFileSync(path.join(folder, 'issues', `${date}.md`), writeIssue(date));
  writeFileSync(path.join(folder, 'theme.css'), ':root { --rail: 10.6rem }\n');
  return folder;
}

/** Adds older issues, with more stories from one host than a page has. */
export function addLongIssues(folder: string): void {
  for (const [date, count] of [
    ['2024-06-03', 50],
    ['2023-06-02', 2],
  ] as const) {
    writeFileSync(path.join(folder, 'issues', `${date}.md`), writeLongIssue(date, count));
  }
}

function writeIssue(date: string): string {
  const count = date === dates[0] ? 5 : 2;
  const sections = ['News', 'Research', 'Code'].map((section) => {
    const items = Array.from({ length: count }, (_, at) => writeItem(date, section, at));
    return `## ${section}\n\n${items.join('\n\n')}`;
  });
  const tagline = `What happened until ${date}, what it means for people who build things, and a cache that got smaller.`;
  return `---\ndate: ${date}\ntagline: ${tagline}\n---\n\n${sections.join('\n\n')}${date === richDate ? rich : ''}\n`;
}

function writeLongIssue(date: string, count: number): string {
  const items = Array.from(
    { length: count },
    (_, at) => `### [Tool ${at} of ${date}](https://many.example.net/${date}/${at})\n\nA tool.`,
  );
  return `---\ndate: ${date}\ntagline: Many tools.\n---\n\n## Code\n\n${items.join('\n\n')}\n`;
}

function writeItem(date: string, section: string, at: number): string {
  const host = { News: 'news.example.org', Research: 'arxiv.example.com', Code: 'code.example.net' }[section];
  const [subject, words] = subjects[(Number(date.slice(8)) + at) % subjects.length] ?? ['', ''];
  const title = `${subject}, ${section.toLowerCase()} ${date.slice(5)} part ${at + 1}`;
  return `### [${title}](https://${host}/${date}/${at})\n\n${words} ${filler}`;
}

const subjects = [
  ['Compressing the KV cache like video', 'Neighboring tokens leave almost the same values in the cache.'],
  ['A proof assistant finds an error', 'Rewriting an old result showed that its theorem does not hold.'],
  ['Quantized models on a laptop', 'Four bits turn out to hold a weight well enough.'],
  ['What maintainers think of assistants', 'The answers pull in both directions.'],
] as const;

const filler =
  'The authors measured it on several machines and say where it stops to work. A second part of the report compares it with what was known before, and the numbers are given in full, so that everybody can judge. Whoever wants to try it finds the code, the data and a short description beside it.';

/** Every kind of Markdown that a summary may have. */
const rich = `

### A story without a link, with \`code\` and *emphasis* {#by-hand}

> A quote of somebody.

A [link in a summary](https://example.org/more), **strong** words, a note.[^1]

1. One
2. Two

| Left | Right |
| :--- | ----: |
| a    |     1 |

\`\`\`ts
const averyveryveryveryverylongname = 'so long that it does not fit into the width of a phone, whatever the phone';
\`\`\`

![The newsletter’s sign](/favicon.svg)

### [Averyveryverylongwordwithoutanyspacesinitwhichnobodywouldwritebutsomebodywill](https://averyverylonghostname.averyverylonghostname.example.org/x)

A summary.

[^1]: What the note says.
`;
