import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { VFile } from 'vfile';
import { afterAll, describe, expect, test } from 'vitest';
import { parseIssue } from '../../src/issue/parse.ts';
import { Bench } from '../fuzz/bench.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { judge } from '../fuzz/judge.ts';
import { readOutputs, writeOutputs, type Output } from '../fuzz/outputs.ts';
import { findUnsafe } from '../fuzz/safe.ts';
import { findLostWords } from '../fuzz/words.ts';

const good = path.join(import.meta.dirname, '../fixtures/good');
const files = readdirSync(good).filter((name) => name.endsWith('.md'));

function outputsOf(text: string): Output[] {
  const file = new VFile({ path: '2026-03-23.md', value: text });
  const { issue } = parseIssue(file, { sections: [{ name: 'News' }, { name: 'Research' }, { name: 'Code' }] });
  if (!issue) throw new Error(String(file.messages));
  return readOutputs(issue, writeOutputs(issue));
}

describe('each word of a good file', () => {
  test.each(files)('is on its page, in its feeds, in its twin and in the search: %s', (name) => {
    const text = readFileSync(path.join(good, name), 'utf8');
    expect(findLostWords(text, outputsOf(text))).toEqual([]);
  });

  const text = `---
date: 2026-03-23
tagline: The tagline’s words.
corrections:
  - date: 2026-03-24
    text: The correction’s words.
---

The introduction’s words.

## News

### [The *title’s* words](https://example.com/story) {#named}

The **summary’s** \`code\`, an ![image’s words](https://example.com/a.png) and a [link](https://example.com/ "tooltip’s words").[^1]

| Cell |
| ---- |
| cell |

[^1]: The note’s words.
`;

  test('is looked for in nine outputs', () => {
    const outputs = outputsOf(text);
    expect(outputs.map(({ name }) => name)).toEqual(
      'page twin search rss.xml atom.xml feed.json items/rss.xml items/atom.xml items/feed.json'.split(' '),
    );
    expect(findLostWords(text, outputs)).toEqual([]);
  });

  test.each([
    ['The tagline’s words.', ['page', 'twin', 'search', 'rss.xml', 'atom.xml', 'feed.json']],
    ['The correction’s words.', ['page', 'twin', 'search', 'rss.xml', 'atom.xml', 'feed.json']],
    ['The introduction’s words.', ['page', 'twin', 'search', 'rss.xml', 'atom.xml', 'feed.json']],
  ])('is missed where it should be, which is nowhere in the feeds of stories: %s', (words, missing) => {
    const without = outputsOf(text).map((output) => ({ ...output, text: output.text.replaceAll(words, '') }));
    expect(findLostWords(text, without)).toEqual(missing.map((name) => `${name}: ${words}`));
  });

  test.each(['title’s', 'summary’s', 'code', 'image’s words', 'cell', 'Cell'])(
    'is missed in each output, the search too: %s',
    (words) => {
      const without = outputsOf(text).map((output) => ({ ...output, text: output.text.replaceAll(words, '') }));
      expect(findLostWords(text, without)).toHaveLength(9);
    },
  );
});

describe('HTML', () => {
  test.each([
    ['<script>alert(1)</script>', ['<script>']],
    ['<p onclick="alert(1)">a</p>', ['<p onClick>']],
    ['<a href="javascript:alert(1)">a</a>', ['href javascript:alert(1)']],
    ['<a href="java&#10;script:alert(1)">a</a>', ['href java\nscript:alert(1)', 'href java\nscript:alert(1)']],
    ['<a href="//example.com/">a</a>', ['href //example.com/']],
    ['<img src="data:image/svg+xml,x">', ['src data:image/svg+xml,x']],
    ['<p style="color: red">a</p>', ['<p style>']],
    ['<iframe src="https://example.com/"></iframe>', ['<iframe>']],
    ['<!-- a -->', ['comment']],
  ])('that is unsafe is told: %s', (html, found) => {
    expect(findUnsafe(html)).toEqual(found);
  });

  test('that is safe is not', () => {
    const html = '<p><a href="https://example.com/" rel="noopener">a</a> <img src="/a.png" alt="A">&lt;script&gt;</p>';
    expect(findUnsafe(html)).toEqual([]);
  });
});

describe('a file that is tried', () => {
  const bench = new Bench(new URL('../fixtures/threads/moody.ts', import.meta.url), 500);
  afterAll(() => bench.close());

  test('is told apart by what becomes of it, and the next one is tried all the same', async () => {
    const findings = [];
    for (const mood of [1, 0, 2, 0, 3, 0, 4, 0]) findings.push(await bench.try(Uint8Array.of(mood)));
    expect(findings).toEqual([
      { kind: 'hang', detail: 'no end in 500 ms' },
      undefined,
      { kind: 'crash', detail: 'the thread ended with 3' },
      undefined,
      { kind: 'crash', detail: 'Error: A bad day' },
      undefined,
      { kind: 'lost words', detail: 'page: a word' },
      undefined,
    ]);
  });

  test.each(files)('has nothing wrong where it is good: %s', (name) => {
    expect(judge(readFileSync(path.join(good, name)))).toBeUndefined();
  });
});

test('whatever stands in a file, it is read without a crash, a hang, a lost word or unsafe output', async () => {
  const { found, tried } = await fuzz({ seed: 20_260_323, runs: 300 });
  expect(found && { ...found, value: new TextDecoder().decode(found.value) }).toBeUndefined();
  expect(tried).toBe(300);
});
