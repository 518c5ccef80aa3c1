import fc from 'fast-check';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { findDate } from '../../src/import/date.ts';
import { findForm, readImport } from '../../src/import/read.ts';
import { writeDraft } from '../../src/import/write.ts';
import { parseIssue } from '../../src/issue/parse.ts';

const settings = {
  sections: [{ name: 'News' }, { name: 'Research' }, { name: 'Code' }],
  callToAction: { text: 'Write to us' },
  language: 'en',
};

/** The draft of a text, which is read as its own look tells. */
function draft(text: string): string {
  const issue = readImport(text, findForm(text), settings);
  return writeDraft(issue, issue.date ?? '2026-01-01');
}

/** The errors and warnings that checking a draft gives. */
function check(text: string): string[] {
  const date = /^date: (.*)$/m.exec(text)?.[1];
  const file = new VFile({ path: `${date}.md`, value: text });
  parseIssue(file, settings);
  return [...new Set(file.messages.map(({ ruleId, fatal }) => `${fatal ? 'error' : 'warning'} ${ruleId}`))].sort();
}

const shape = [
  'Tuesday — April 7, 2026',
  'A compiler learns to count, a library moves house, and a robot folds two towels.',
  'Looking for readers? Tell a friend',
  'News',
  'A compiler that counts',
  'The compiler now counts its own passes, which it did not do before. It is slower by a hair.',
  'Is the library moving?',
  'The library moves to a new house in June, its maintainers say. Nothing changes for those who import it by name.',
  'Code',
  'Two towels – a robot in the laundry',
  'A robot folds two towels in a minute. The code is open, and the towels are blue.',
];

const placed = `---
date: 2026-04-07
tagline: A compiler learns to count, a library moves house, and a robot folds two towels.
draft: true
---

## News

### A compiler that counts

The compiler now counts its own passes, which it did not do before. It is slower by a hair.

### Is the library moving?

The library moves to a new house in June, its maintainers say. Nothing changes for those who import it by name.

## Code

### Two towels – a robot in the laundry

A robot folds two towels in a minute. The code is open, and the towels are blue.

<!--
The import found no place for these lines:

Looking for readers? Tell a friend
-->
`;

describe('plain text in the shape of an issue', () => {
  test.each([
    ['without blank lines', '\n'],
    ['with a blank line between all', '\n\n'],
    ['with the line ends of Windows', '\r\n'],
  ])('becomes that issue %s', (_, separator) => {
    expect(draft(shape.join(separator))).toBe(placed);
    expect(check(placed)).toEqual(['warning item-unlinked']);
  });

  test('becomes that issue with blank lines between stories only, and wrapped at 60 characters', () => {
    const wrapped = shape.map((line) => line.replace(/(.{1,60})(?: |$)/g, '$1\n').trimEnd());
    const blocks = [...wrapped.slice(0, 4), `${wrapped[4]}\n${wrapped[5]}`, `${wrapped[6]}\n${wrapped[7]}`];
    expect(draft([...blocks, wrapped[8], `${wrapped[9]}\n${wrapped[10]}`].join('\n\n'))).toBe(placed);
  });

  test('knows the newsletter’s own call to action, which the settings have', () => {
    expect(draft(shape.join('\n').replace('Looking for readers? Tell a friend', 'Write to us'))).not.toContain('<!--');
  });

  test('takes an address on its own line for the story’s, before or after the summary', () => {
    const text =
      'News\nOne story\nhttps://example.com/1\nIts summary is a sentence.\nTwo story\nIts summary is a sentence.\nhttps://example.com/2';
    expect(draft(text)).toContain(
      '### [One story](https://example.com/1)\n\nIts summary is a sentence.\n\n### [Two story](https://example.com/2)',
    );
  });
});

test('a list of links becomes linked items, whatever stands between title and address', () => {
  const text = `Research
- A paper: https://example.com/paper
https://example.com/post - A post
* Another (https://example.com/another)
https://www.example.org/bare
`;
  const made = draft(text);
  expect(made).toContain(
    '## Research\n\n### [A paper](https://example.com/paper)\n\nTODO: summary\n\n### [A post](https://example.com/post)',
  );
  expect(made).toContain('### [Another](https://example.com/another)');
  expect(made).toContain('### [TODO: title (example.org)](https://www.example.org/bare)');
  expect(check(made)).toEqual(['warning text-placeholder']);
});

test('an entry of a list with its title, its address and its summary is a whole item', () => {
  const text = `News
- A paper - https://example.com/paper - It says, in two pages, what https://example.com/other said in ten.
2. Another: https://example.com/another: Its authors - three of them - were there.
`;
  const made = draft(text);
  expect(made).toContain(
    '### [A paper](https://example.com/paper)\n\nIt says, in two pages, what <https://example.com/other> said in ten.\n',
  );
  expect(made).toContain('### [Another](https://example.com/another)\n\nIts authors - three of them - were there.\n');
});

test('an HTML page keeps its links and markup, and its pictures and counters as a comment', () => {
  const html = `<!doctype html><html><head><title>Weekly 14</title><style>p { color: red }</style></head><body>
<h1>April 7, 2026</h1><p>A compiler learns to <em>count</em>.</p>
<h2>News</h2>
<h3><a href="https://example.com/1">A <code>compiler</code></a></h3>
<p>It <strong>counts</strong>, says <a href="https://example.com/2">a post</a>. <img src="https://example.com/pixel.gif" alt=""></p>
<ul><li>One</li><li><a href="two.html">Two</a></li></ul>
<h2>Code</h2>
<h3>A robot</h3><p>It folds, see <a href="/towels">towels</a>.</p>
<p><a href="https://example.com/leave">Unsubscribe</a></p>
</body></html>`;
  expect(draft(html)).toBe(`---
date: 2026-04-07
tagline: A compiler learns to count.
draft: true
---

## News

### [A \`compiler\`](https://example.com/1)

It **counts**, says [a post](https://example.com/2).

- One
- Two

## Code

### A robot

It folds, see towels.

<!--
The import found no place for these lines:

Weekly 14
![](https://example.com/pixel.gif)
two.html
/towels
[Unsubscribe](https://example.com/leave)
-->
`);
});

test('a page of ours becomes the issue that it shows, what frames it kept aside', () => {
  const html = `<!doctype html><html><head><title>Example</title></head><body><a href="#main">Skip</a>
<header><a href="/">Example</a><nav><a href="/archive/">Archive</a></nav></header>
<main><article><header><h1><time>Tuesday — April 7, 2026</time></h1><p>A compiler learns to count.</p>
<p><a href="mailto:a@example.com">Write to us</a></p></header>
<section><h2>News</h2><article><h3><a href="https://www.example.com/1">A compiler</a><span>example.com</span><a href="#c">#</a></h3>
<div><p>It counts.</p></div></article></section></article><nav><a href="/2026/04/06/">Monday</a></nav></main>
<footer><p>Every day.</p></footer></body></html>`;
  expect(draft(html)).toBe(`---
date: 2026-04-07
tagline: A compiler learns to count.
draft: true
---

## News

### [A compiler](https://www.example.com/1)

It counts.

<!--
The import found no place for these lines:

Example
[Skip](#main)
[Example](/)
[Archive](/archive/)
[Monday](/2026/04/06/)
Every day.
-->
`);
});

test('an HTML mail laid out in tables becomes items', () => {
  const html = `<html><body><table><tr><td>
<p>Tuesday, 7 April 2026</p><p>A compiler learns to count, and a robot folds two towels.</p>
<table><tr><td><b>NEWS</b></td></tr><tr><td><a href="https://example.com/1"><b>A compiler</b></a><br>It counts.</td></tr>
<tr><td><a href="https://example.com/2">A library</a><br>It moves.<br><a href="https://example.com/2">Read more</a></td></tr></table>
</td></tr></table></body></html>`;
  const made = draft(html);
  expect(made).toContain(
    '## News\n\n### [**A compiler**](https://example.com/1)\n\nIt counts.\n\n### [A library](https://example.com/2)\n\nIt moves.\n',
  );
  expect(made).toContain('[Read more](https://example.com/2)');
  expect(check(made)).toEqual([]);
});

test('another newsletter’s Markdown becomes an issue: front matter, stories in lists, sections of other names', () => {
  const text = `---
title: "Issue 14"
date: 2026-04-07T08:00:00Z
description: A compiler learns to count.
author: Ann Author
---

# Issue 14

<!-- for the editor -->

## Top stories

- [A compiler](https://example.com/1) — it counts, at last.
- **[A library](https://example.com/2)**: it moves.

## Code

### [A robot](https://example.com/3) (video)

It [folds][towels].

| a | b |
| - | - |
| 1 | 2 |

[towels]: https://example.com/towels
[unused]: https://example.com/unused
`;
  expect(draft(text)).toBe(`---
date: 2026-04-07
tagline: A compiler learns to count.
title: Issue 14
draft: true
---

## News

### [A compiler](https://example.com/1)

it counts, at last.

### [**A library**](https://example.com/2)

it moves.

## Code

### [A robot (video)](https://example.com/3)

It [folds](https://example.com/towels).

| a | b |
| - | - |
| 1 | 2 |

<!--
The import found no place for these lines:

author: Ann Author
for the editor
## Top stories
[unused]: https://example.com/unused
-->
`);
});

test.each([
  ['Monday — March 23, 2026', '2026-03-23', true],
  ['Mon, 23 Mar 2026', '2026-03-23', true],
  ['The Daily, 2026-03-23', '2026-03-23', false],
  ['March 3rd, 2026', '2026-03-03', true],
])('finds the date in %s', (text, date, isAll) => {
  expect(findDate(text, 'en')).toEqual({ date, isAll });
});

test.each(['23 March', 'February 30, 2026', 'In 2026'])('finds no date in %s', (text) => {
  expect(findDate(text, 'en')).toBeUndefined();
});

test('a title over several lines stands on one, as a heading must', () => {
  const issue = draft(
    '## News\n\n[A *long\ntitle*\\\nof three lines](https://example.com/a)\n=====\n\nWords of the first.\n\nThe other\nstory\n---\n\nWords of the second.\n',
  );
  expect(issue).toContain('### [A *long title* of three lines](https://example.com/a)\n\nWords of the first.\n');
  expect(issue).toContain('### The other story\n\nWords of the second.\n');
  expect(check(issue)).toEqual(['warning item-unlinked', 'warning text-placeholder']);
});

test('finds a date in the newsletter’s language', () => {
  expect(findDate('Montag, 23. März 2026', 'de')).toEqual({ date: '2026-03-23', isAll: true });
});

describe('whatever is imported', () => {
  const word = fc.integer({ min: 0, max: 9999 }).map((number) => `word${number}x`);
  const link = word.map((text) => `https://example.com/${text}`);
  const phrase = fc
    .array(
      fc.oneof({ weight: 8, arbitrary: word }, link, fc.constantFrom('*', '_', '#', '-->', '<', '&', '`', '.', '?')),
      { minLength: 1, maxLength: 14 },
    )
    .map((words) => words.join(' '));
  const line = fc.oneof(
    { weight: 6, arbitrary: phrase },
    phrase.map((text) => `${text}.`),
    link,
    fc.tuple(word, link).map(([text, url]) => `${text}: ${url}`),
    fc.constantFrom('News', 'CODE', 'Research:', '', '', 'March 23, 2026', 'Unsubscribe'),
  );
  const plain = fc.array(line, { minLength: 1, maxLength: 20 }).map((lines) => lines.join('\n'));
  const block = fc.oneof(
    phrase,
    phrase.map((text) => `## ${text}`),
    phrase.map((text) => `### ${text}`),
    fc.tuple(word, link, word).map(([text, url, more]) => `- [${text}](${url}) – ${more}`),
    fc.tuple(word, link).map(([text, url]) => `[${text}](${url})`),
    word.map((text) => `![${text}](/${text}.png)`),
    word.map((text) => `<!-- ${text} -->`),
    word.map((text) => `- ${text}\n- ${text}`),
    word.map((text) => `> ${text}\n\n\`\`\`\n${text}\n\`\`\``),
    word.map((text) => `[${text}]: https://example.com/${text}`),
    word.map((text) => `<b>${text}</b> <i>${text}</i>`),
    fc.constantFrom('## News', '# Code', '---', '**Research**'),
  );
  const markdown = fc.array(block, { minLength: 1, maxLength: 14 }).map((blocks) => blocks.join('\n\n'));
  const element = fc.oneof(
    phrase.map((text) => `<p>${text.replace(/[<&]/g, '')}</p>`),
    word.map((text) => `<h3>${text}</h3>`),
    fc.tuple(word, link).map(([text, url]) => `<h3><a href="${url}">${text}</a></h3>`),
    fc.tuple(word, link, word).map(([text, url, more]) => `<div><a href="${url}">${text}</a><br>${more}</div>`),
    fc.tuple(word, word).map(([one, other]) => `<table><tr><td>${one}</td><td>${other}</td></tr></table>`),
    fc.tuple(word, word).map(([one, other]) => `<table><tr><th>${one}</th></tr><tr><td>${other}</td></tr></table>`),
    word.map((text) => `<ul><li>${text}</li></ul>`),
    word.map((text) => `<img src="https://example.com/${text}.png" alt="${text}">`),
    word.map((text) => `<nav><a href="/">${text}</a></nav>`),
    word.map((text) => `<main><p>${text}</p></main>`),
    word.map((text) => `<div><footer>${text}</footer></div>`),
    fc.constantFrom('<h2>News</h2>', '<h2>Code</h2>', '<hr>'),
  );
  const html = fc
    .array(element, { minLength: 1, maxLength: 14 })
    .map((parts) => `<!doctype html><body>${parts.join('\n')}</body>`);

  const wordsOf = (text: string) => new Set(text.match(/word\d+x/g));

  test.each([
    ['plain text', plain],
    ['Markdown', markdown],
    ['HTML', html],
  ])('every word of %s is in the draft', { timeout: 240_000 }, (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const made = draft(text);
        expect([...wordsOf(text)].filter((each) => !wordsOf(made).has(each))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('a draft with a story reads as one, its comment closed', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(plain, (text) => {
        const issue = readImport(text, 'plain', settings);
        const made = writeDraft(issue, '2026-01-01');
        const stories = issue.sections.flatMap(({ items }) => items).length;
        const file = new VFile({ path: '2026-01-01.md', value: made });
        const { issue: read } = parseIssue(file, settings);
        if (stories > 0) expect(read?.sections.flatMap(({ items }) => items)).toHaveLength(stories);
      }),
      { numRuns: 200 },
    );
  });
});
