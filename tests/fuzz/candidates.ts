import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

const word = fc.integer({ min: 0, max: 9999 }).map((number) => `word${number}x`);

/** What a good text may be made of, each piece able to begin, end or break something. */
const tamePiece = fc.oneof(
  { weight: 3, arbitrary: word },
  fc.constantFrom(
    ...'* ** *** _ __ ` `` ~ ~~ ( ) [ ] ! # | { } {#name} {followup} \\ : // @ www. - + 1. > = === &amp; &lt; &#10; &nbsp; &Tab; &colon; [x]'.split(
      ' ',
    ),
    ...' |  |\t|\n|\\\n|  \n|\u00a0|\u200b|\u200d|\u2028|\u{1f469}\u200d\u{1f680}|e\u0301|\u05d0\u200f|\u202e'.split(
      '|',
    ),
  ),
);

/** What any text may be made of. */
const wildPiece = fc.oneof(
  { weight: 6, arbitrary: tamePiece },
  fc.constantFrom(
    ...'![ ]( ][ < > https:// [^m] --- *** ``` ~~~ <!-- --> <b> </b> <br/> <?a?> <!A> <![CDATA[ ]]> &#x0;'.split(' '),
    '\n\n',
    '\ufeff',
    '\u0001',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

const tameAddress = fc
  .tuple(
    fc.constantFrom(
      'https://example.com/',
      'http://example.com:8080/',
      'https://xn--80ak6aa92e.com/',
      'mailto:a@example.com?',
    ),
    word,
    fc.constantFrom('', '', '?a=1&b=2', '#part', '(a)', "'", '&quot;', '%00', '_', '*', '~~'),
  )
  .map((parts) => parts.join(''));

const wildAddress = fc
  .tuple(
    fc.constantFrom(
      ...'https:// http:// mailto:a@ javascript: JAVASCRIPT: &#106;avascript: java&#10;script: java&Tab;script: javascript&colon; vbscript: data:text/html, data:image/svg+xml, // / /../ /%2e%2e/ \\\\'.split(
        ' ',
      ),
      ' javascript:',
      '\u0001javascript:',
      '',
    ),
    fc.constantFrom('example.com/', 'p\u0430ypal.com/', '', 'a@example.com/'),
    word,
    fc.constantFrom('', '"', '<', '\u202e', ' ', '\t'),
  )
  .map((parts) => parts.join(''));

const heading = fc
  .tuple(
    fc.option(word.map((end) => `https://example.com/${end}`)),
    fc.constantFrom('', '', '', ' {#own-name}', ' {followup}', ' {#a} {followup}'),
  )
  .map(
    ([link, marks]) =>
      (words: string) =>
        `### ${link === null ? words : `[${words}](${link})`}${marks}`,
  );

/** Issues of some pieces and addresses: good ones where these are. */
function createIssue(piece: fc.Arbitrary<string>, address: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const { phrase } = fc.letrec<{ phrase: string; inline: string }>((tie) => ({
    phrase: fc.array(tie('inline'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    inline: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 6, arbitrary: word },
      piece,
      address.map((link) => `<${link}>`),
      fc
        .tuple(fc.constantFrom('*', '**', '_', '~~', '`', '``'), tie('phrase'))
        .map(([mark, text]) => mark + text + mark),
      fc.tuple(tie('phrase'), address).map(([text, link]) => `[${text}](${link})`),
      fc.tuple(tie('phrase'), word).map(([text, name]) => `![${text}](/${name}.png)`),
      fc.tuple(tie('phrase'), address, word).map(([text, link, title]) => `[${text}](<${link}> "${title}")`),
      tie('phrase').map((text) => `[${text}][label]`),
      tie('phrase').map((text) => `${text}[^n]`),
      word.map((text) => `<!-- ${text} -->`),
      fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    ),
  }));

  /** The same piece very often: what is quadratic shows. */
  const run = fc
    .tuple(
      fc.array(fc.oneof(piece, phrase), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(10, 100, 1_000, 5_000),
      fc.constantFrom('', ' ', '\n', '\n\n'),
    )
    .map(([parts, times, between]) => `${parts.join('')}${between}`.repeat(times).slice(0, 90_000));

  const { block } = fc.letrec<{ block: string; blocks: string }>((tie) => ({
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join('\n\n')),
    block: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 8, arbitrary: phrase },
      fc
        .tuple(fc.constantFrom('- ', '* ', '1. ', '7) ', '- [ ] ', '> ', '    '), tie('blocks'))
        .map(([mark, text]) => indent(text, mark, mark === '> ' ? mark : ' '.repeat(mark.length))),
      tie('blocks').map((text) => `\`\`\`js\n${text}\n\`\`\``),
      fc.array(phrase, { minLength: 2, maxLength: 3 }).map(table),
      fc.constantFrom('---', '***', '<!-- note -->'),
    ),
  }));

  const item = fc
    .record({
      write: heading,
      title: fc.oneof({ weight: 3, arbitrary: word }, phrase),
      blocks: fc.array(fc.oneof({ weight: 60, arbitrary: block }, run), { minLength: 1, maxLength: 3 }),
      note: phrase,
    })
    .map(({ write, title, blocks, note }) => {
      const text = [write(title.replaceAll('[^n]', '')), ...blocks].join('\n\n');
      const parts = [
        text,
        ...(text.includes('[label]') ? ['[label]: https://example.com/'] : []),
        ...(text.includes('[^n]') ? [indent(`[^n]: ${note.replaceAll('[label]', '')}`, '', '    ')] : []),
      ];
      return parts.join('\n\n');
    });

  return fc
    .record({
      front: createFrontMatter(phrase),
      intro: fc.option(word),
      items: fc.array(item, { minLength: 1, maxLength: 2 }),
      lineEnd: fc.constantFrom('\n', '\n', '\n', '\r\n', '\r'),
    })
    .map(({ front, intro, items, lineEnd }) => {
      // A note is of one item, and a label has one definition.
      const own = items.map((text, at) => text.replaceAll('[^n]', `[^n${at}]`).replaceAll('[label]', `[label${at}]`));
      return [front, ...(intro === null ? [] : [intro]), '## News', ...own].join('\n\n').replaceAll('\n', lineEnd);
    });
}

function createFrontMatter(phrase: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .record({
      tagline: fc.oneof(
        word,
        phrase.map((text) => JSON.stringify(text)),
      ),
      more: fc.oneof(
        { weight: 6, arbitrary: fc.constant('') },
        phrase.map((text) => `title: ${JSON.stringify(text)}\n`),
        word.map((text) => `updated: 2026-03-24\ncorrections:\n  - date: 2026-03-24\n    text: ${text}\n`),
        fc.constantFrom('draft: true\n', '# note\n'),
      ),
    })
    .map(({ tagline, more }) => `---\ndate: 2026-03-23\ntagline: ${tagline}\n${more}---`);
}

/** What may stand anywhere in an issue, and seldom does any good. */
const stray = fc.oneof(
  fc.constantFrom(
    ...'<div> <script> ### ## #### --- ``` <!-- > - | [^n0]: [label0]: __proto__:{} constructor:x draft:!!bool title:&a title:*a title:[[[[ <<: ? ...'.split(
      ' ',
    ),
  ),
  wildPiece,
  wildAddress,
);

const tame = createIssue(tamePiece, tameAddress);
const wild = createIssue(wildPiece, fc.oneof(tameAddress, wildAddress));
const spoilt = fc
  .tuple(tame, fc.array(fc.tuple(fc.integer({ min: 0, max: 999 }), stray), { minLength: 1, maxLength: 3 }))
  .map(([text, strays]) =>
    strays
      .reduce((lines, [at, piece]) => {
        const line = Math.floor((at * lines.length) / 1000);
        return lines.toSpliced(line, 0, piece);
      }, text.split('\n'))
      .join('\n'),
  );

/** A change of some bytes, its places counted in thousandths of the file. */
const mutation = fc.record({
  at: fc.integer({ min: 0, max: 999 }),
  length: fc.constantFrom(0, 0, 1, 2, 8, 64),
  bytes: fc.oneof(
    { weight: 4, arbitrary: tamePiece.map((text) => [...new TextEncoder().encode(text)]) },
    { weight: 2, arbitrary: stray.map((text) => [...new TextEncoder().encode(text)]) },
    fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }),
  ),
  times: fc.oneof({ weight: 20, arbitrary: fc.constant(1) }, fc.constantFrom(0, 3, 200, 3_000)),
});

const seeds = ['good', 'bad'].flatMap((folder) => {
  const home = path.join(import.meta.dirname, '../fixtures', folder);
  return readdirSync(home)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readFileSync(path.join(home, name)));
});
const good = seeds.filter((seed) => seed.length > 400);

const mutated = fc
  .record({
    seed: fc.oneof(fc.constantFrom(...seeds), fc.constantFrom(...good)),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }),
  })
  .map(({ seed, mutations }) => {
    let bytes = [...seed];
    for (const { at, length, bytes: put, times } of mutations) {
      const start = Math.floor((at * bytes.length) / 1000);
      const inserted = Array.from({ length: times }, () => put).flat();
      bytes = [...bytes.slice(0, start), ...inserted, ...bytes.slice(start + length)];
    }
    return Uint8Array.from(bytes);
  });

/** Files to be tried: issues of a grammar that knows all of Markdown, and real ones with some bytes changed. */
export const candidate: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: tame.map((text) => new TextEncoder().encode(text)) },
  { weight: 1, arbitrary: spoilt.map((text) => new TextEncoder().encode(text)) },
  { weight: 1, arbitrary: wild.map((text) => new TextEncoder().encode(text)) },
  { weight: 3, arbitrary: mutated },
);

/** A text as the content of a list's item, a quote or a note. */
function indent(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first : rest) + line)
    .join('\n');
}

function table(cells: readonly string[]): string {
  const row = (texts: readonly string[]) => `| ${texts.map((text) => text.replaceAll('\n', ' ')).join(' | ')} |`;
  return [row(cells), row(cells.map(() => '-')), row(cells)].join('\n');
}
