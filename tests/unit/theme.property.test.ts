import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTheme } from '../../src/theme.ts';
import { root, temporaryFolder } from '../command/run.ts';

const folder = temporaryFolder();
const folders = { root, content: path.join(folder, 'content'), public: path.join(folder, 'public'), cache: folder };
mkdirSync(folders.content);

/** The errors of a style: `27:1 Unexpected block …`. */
function listErrors(css: string): string[] {
  writeFileSync(path.join(folders.content, 'theme.css'), css);
  return openTheme(folders).flatMap(({ messages }) =>
    messages.filter(({ fatal }) => fatal).map(({ line, column, reason }) => `${line}:${column} ${reason}`),
  );
}

// What looks like the begin or the end of something, where it is none.
const inside = fc.array(fc.constantFrom('{', '}', '/*', '*/', '//', '"', "'", '(', ')', '\\', '\n', 'é', '𝒳', ';'), {
  maxLength: 6,
});
const words = inside.map((some) => some.join(' '));
const comment = words.map((text) => `/* ${text.replaceAll('*/', '')} */`);
const double = words.map(
  (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\\n').replaceAll('"', '\\"')}"`,
);
const single = words.map(
  (text) => `'${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\a ').replaceAll("'", "\\'")}'`,
);
const value = fc.oneof(double, single, fc.constantFrom('red', 'calc(1px + 2px)', 'url(#a{b)', 'var(--x, 1)'));
const declaration = fc
  .tuple(fc.constantFrom('content', '--x', 'color'), value)
  .map(([name, one]) => `${name}: ${one};`);
const parts = fc.array(fc.oneof(declaration, comment), { maxLength: 4 });
const rule = fc
  .tuple(fc.constantFrom('a', '.issue > a', '@media (min-width: 1em)', 'a[href="{"]', '.a\\{b'), parts)
  .map(
    ([selector, some]) =>
      `${selector.startsWith('@') ? `${selector} { a` : selector} {${some.join(' ')}}${selector.startsWith('@') ? '}' : ''}`,
  );
const style = fc.array(fc.oneof(rule, comment), { maxLength: 6 }).map((some) => some.join('\n'));

test('a style in which all that opens closes has no error', () => {
  fc.assert(
    fc.property(style, (css) => {
      expect(listErrors(css)).toEqual([]);
    }),
  );
});

test('where the last brace is missing, the block is named, and nothing else', () => {
  fc.assert(
    fc.property(style, parts, (css, some) => {
      const line = css.split('\n').length + 1;
      expect(listErrors(`${css}\n.open {${some.join(' ')}`)).toEqual([
        `${line}:1 Unexpected block \`.open {\`, expected a \`}\` that closes it`,
      ]);
    }),
  );
});

test('a bracket, a comment and a string that stand alone are named, with their place', () => {
  fc.assert(
    fc.property(style, (css) => {
      const line = css.split('\n').length + 1;
      expect(listErrors(`${css}\n} b {}`)).toEqual([`${line}:1 Unexpected bracket \`}\`, expected a \`{\` before it`]);
      expect(listErrors(`${css}\n/* b {}`)).toEqual([
        `${line}:1 Unexpected comment \`/* b {}\`, expected \`*/\` at its end`,
      ]);
      expect(listErrors(`${css}\nb { content: "c }`)).toEqual([
        `${line}:14 Unexpected string \`"c }\`, expected \`"\` at its end`,
      ]);
    }),
  );
});
