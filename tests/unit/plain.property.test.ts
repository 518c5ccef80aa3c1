import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { formatHeading } from '../../src/issue/format.ts';
import { renderPlain } from '../../src/issue/hypertext.ts';
import { parseMarkdown, parseWhole, walk, withoutComments, writeWhole } from '../../src/issue/markdown.ts';
import { cutPieces } from '../../src/issue/pieces.ts';
import { Lines } from '../../src/issue/place.ts';
import { readPlain, writePlain } from '../../src/issue/plain.ts';
import { resolveReferences } from '../../src/issue/references.ts';
import { renderInline, renderWhole } from '../../src/issue/render.ts';

const fixtures = path.join(import.meta.dirname, '../fixtures');

/** Holds all that is read, written and made HTML in a short way against what the whole parser and its writers give. */
function compare(text: string): void {
  const whole = parseWhole(text);
  expect(parseMarkdown(text)).toEqual(whole);
  const published = withoutComments(resolveReferences(whole, new VFile())).children;
  for (const block of [...whole.children, ...published]) walk(block, compareWriting);
}

function compareWriting(node: Nodes): void {
  if (node.type !== 'paragraph' && node.type !== 'heading') return;
  const title: Nodes = { type: 'heading', depth: 1, children: node.children };
  for (const block of [node, title]) {
    const markdown = writePlain(block);
    if (markdown !== undefined) expect(markdown).toBe(writeWhole([block]));
  }
  const html = renderPlain(node);
  if (html !== undefined) expect(html).toBe(renderWhole([node], 'name'));
}

/** Every character that means something to Markdown or to GFM, and letters, words and spaces around them. */
const character = fc.constantFrom(...'abpsw1é中—“”’"\'.,:;!?/\\`*_[](){}<>#&~|@=+-%$^ \t\n\u00a0😀');
const scrap = fc.constantFrom(
  'word',
  'Words of a sentence, with a comma.',
  'https://example.com/a?b=1&c=2',
  'www.example.com',
  'www.',
  'https://',
  '@',
  'me@example.com',
  '[words](https://example.com/)',
  '[words](https://example.com/a_(b)_c "title")',
  '![words](/image.png)',
  '[`code` and *words*](https://example.com/%20x)',
  '`code`',
  '`` a`b ``',
  '*words*',
  '**strong words**',
  '_words_',
  '~~gone~~',
  '[^1]',
  '[label]',
  'snake_case_',
  ' ~5',
  'R&D',
  'R\\&D',
  '\\~',
  '\\&amp;',
  'https\\://example.com',
  'me\\@example.com',
  '&amp;',
  '&copy;',
  '<https://example.com/>',
  '<b>',
  '<!-- note -->',
  '\\*',
  '  \n',
  '\\\n',
  '\n',
  ' ',
  ' {#name}',
  ' {followup}',
  '1. ',
  '2026',
);
const phrase = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: scrap },
      { weight: 4, arbitrary: character },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const opener = fc.constantFrom(
  ...['', '', '', '# ', '## ', '### ', '###### ', '####### ', '#', '> ', '- ', '* ', '+ ', '1. ', '2) ', '- [ ] '],
  ...['    ', '  ', '\t', '```\n', '~~~\n', '<div>\n', '<!-- ', '<pre>', '[^1]: ', '[label]: ', '| ', '---', '***\n'],
  ...['===', '- - -\n', 'a\n:-\n', 'a | b\n- | -\n', '*', '**', '`', '[', '"', '—'],
);
const block = fc.tuple(opener, phrase).map((parts) => parts.join(''));
const gap = fc.constantFrom(
  '\n\n',
  '\n\n',
  '\n\n',
  '\n',
  '\n\n\n',
  '\n \n',
  '\n\n  ',
  '\n> ',
  '\n\n\t',
  '  \n',
  '\n\n---\n\n',
);
const front = fc.constantFrom(
  ...[
    '',
    '',
    '---\na: b\n---\n\n',
    '---\na: b\n\nc: d\n---\n',
    '---\n---\n',
    '---\n\n---\n\n# a',
    '--- \na: b\n---\n',
    '---\na\n--- \n',
  ],
  ...[
    '---\nb\n--- \n\n---\n',
    '---',
    '---\n',
    '---\na: b\n',
    '\n---\na: b\n---\n',
    '---\na: [b]\n---\ntext\n',
    '\uFEFF---\n---\n',
  ],
);
const markdown = fc
  .tuple(front, fc.array(fc.tuple(block, gap), { maxLength: 6 }))
  .map(([start, blocks]) => start + blocks.flat().join(''));

const titleWord = fc.constantFrom(
  ...[
    'GPT-5.4',
    'a',
    'release,',
    'of',
    'version 2.1:',
    '“tools”',
    'it’s',
    '—',
    '-',
    'e.g.',
    'www.',
    'x.y',
    'nó',
    '1.',
    '#',
  ],
);
const address = fc.constantFrom(
  ...['https://example.com/', 'https://example.com/a_b/?c=d&e=f', 'https://example.com/(x)', 'http://example.com/*a*'],
);

const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:md|txt)$/.test(name));

describe('the short way through Markdown', () => {
  test('gives what the whole parser gives, whatever stands in a text', { timeout: 120_000 }, () => {
    fc.assert(fc.property(markdown, compare), { numRuns: 2000 });
  });

  test('gives what the whole parser gives for a single block', { timeout: 120_000 }, () => {
    fc.assert(fc.property(block, compare), { numRuns: 4000 });
  });

  test('gives what the whole parser gives for every fixture', () => {
    for (const name of files) compare(readFileSync(path.join(fixtures, name), 'utf8'));
  });

  test('gives what the whole writer gives for the heading of an item', { timeout: 120_000 }, () => {
    const words = fc.oneof(
      phrase,
      fc.array(titleWord, { minLength: 1 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(words, address, (text, link) => {
        const [heading] = parseWhole(`### ${text}`).children;
        if (heading?.type !== 'heading') return;
        const title = renderInline(heading.children.flatMap((node) => (node.type === 'link' ? node.children : [node])));
        const [known] = parseWhole(`### ${title.markdown}`).children;
        if (known?.type !== 'heading') return;
        const children = known.children.flatMap((node) => (node.type === 'link' ? node.children : [node]));
        const whole = writeWhole([{ type: 'heading', depth: 3, children: [{ type: 'link', url: link, children }] }]);
        const item = { title, link, name: 'name', namedByHand: false, followup: false, summary: title };
        expect(formatHeading(item)).toBe(whole);
      }),
      { numRuns: 4000 },
    );
  });

  test('is taken for all of an issue of plain words', () => {
    const text = readFileSync(path.join(fixtures, 'good/plain-day.md'), 'utf8');
    const pieces = cutPieces(text) ?? [];
    const lines = new Lines(text);
    const blocks = pieces.map((piece) => readPlain(piece, lines));
    expect(pieces.filter((_, index) => !blocks[index]).map((piece) => piece.text)).toEqual([]);
    const written = blocks.map((block) => (block && block.type !== 'yaml' ? writePlain(block) : undefined));
    expect(written.slice(1)).toEqual(pieces.slice(1).map((piece) => piece.text));
    const paragraphs = blocks.filter((block) => block?.type === 'paragraph');
    expect(paragraphs.filter((block) => renderPlain(block) === undefined)).toEqual([]);
  });
});
