import { createRequire } from 'node:module';
import path from 'node:path';
import type { VFile } from 'vfile';
import { isFile, readFile, themePath, type Folders } from './issue/files.ts';
import { quote, report } from './issue/message.ts';
import type { Place, Point } from './issue/place.ts';
import { readText, type Source } from './issue/source.ts';

/** The owner’s style, `content/theme.css`, with its messages; none where an owner has none. */
export function openTheme(folders: Folders): VFile[] {
  const name = themePath(folders);
  if (!isFile(name)) return [];
  const file = readFile(name);
  const source = readText(file);
  if (source) {
    const end = reportUnclosed(source, file);
    // After it, everything looks wrong.
    const problems = findProblems(source.text).filter((problem) => source.lines.offset(problem) < end);
    for (const problem of problems) reportProblem(problem, source, file);
    for (const address of findAddresses(source.text)) reportAddress(address, file, folders);
  }
  return [file];
}

// Loaded only where an owner has a theme.
const require = createRequire(import.meta.url);
const loadLightning = (): typeof import('lightningcss') => require('lightningcss');

/**
 * Reports what is opened and never closed, or closed and never opened. The end of the file would close it (CSS Syntax Level
 * 3, section 5.4), but other styles of the site come after a theme.
 *
 * @returns the offset of it, or of the end of the text
 */
function reportUnclosed({ text, lines }: Source, file: VFile): number {
  const reportAt = (start: number, end: number, noun: string, expected: string) => {
    report(file, 'theme-css', lines.place(start, end), `${noun} ${quote(text.slice(start, end))}`, expected);
    return start;
  };
  const endOfLine = (offset: number) => offset + restOfLine(text, offset).length;
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '{') open.push(index);
    else if (token === '}' && open.pop() === undefined) return reportAt(index, index + 1, 'brace', 'a `{` before it');
    else if (token === '/*') return reportAt(index, endOfLine(index), 'comment', '`*/` at its end');
    else if (/^["']$/.test(token)) return reportAt(index, endOfLine(index), 'string', `${quote(token)} at its end`);
  }
  const [brace] = open;
  if (brace === undefined) return text.length + 1;
  const line = text.slice(text.lastIndexOf('\n', brace) + 1, brace + 1);
  return reportAt(brace + 1 - line.trimStart().length, brace + 1, 'block', 'a `}` that closes it');
}

/**
 * Comments, strings and addresses, in which a brace is none, then the mark that opens one but is not closed, and braces (CSS
 * Syntax Level 3, section 4).
 */
const tokens = /\/\*[^]*?\*\/|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|url\(\s*[^"'\s)][^)]*|\\[^]|\/\*|["'{}]/gi;

/** What the compiler of the pages would stop at. */
interface Problem extends Point {
  type: string;
}

function findProblems(css: string): Problem[] {
  const { transform } = loadLightning();
  const { warnings } = transform({ filename: 'theme.css', code: Buffer.from(css), errorRecovery: true });
  // Of what it does not know by name it takes the browser's word.
  return warnings
    .filter(({ type, value }) => type !== 'AtRuleInvalid' && !/^Unsupported/.test(value?.type))
    .map(({ type, loc: { line, column } }) => ({ type, line, column }));
}

function reportProblem(problem: Problem, { text, lines }: Source, file: VFile): void {
  const offset = lines.offset(problem);
  const start = offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
  const found = restOfLine(text, start);
  const place = lines.place(start, start + found.length);
  report(file, 'theme-css', place, found === '' ? 'end of the file' : quote(found), expect(problem.type));
}

function expect(type: string): string {
  if (type === 'InvalidMediaQuery') return 'a condition such as `(min-width: 40rem)`';
  return type === 'SelectorError' ? 'a selector such as `.issue a`' : 'CSS such as `body { color: red }`';
}

/** An address that a style names. */
interface Address {
  url: string;
  isImport: boolean;
  place: Place;
}

function findAddresses(css: string): Address[] {
  const { transform } = loadLightning();
  const code = Buffer.from(css);
  try {
    const { dependencies } = transform({ filename: 'theme.css', code, errorRecovery: true, analyzeDependencies: true });
    return (dependencies || []).flatMap((found) =>
      found.type === 'url' || found.type === 'import'
        ? [{ url: found.url, isImport: found.type === 'import', place: toPlace(found.loc) }]
        : [],
    );
  } catch (error) {
    // It refuses an address in a custom property that would lead elsewhere wherever that is used.
    const { data, loc } = error as { data?: { type: string; url: string }; loc: Point };
    if (data?.type !== 'AmbiguousUrlInCustomProperty') throw error;
    return [{ url: data.url, isImport: false, place: toPlace({ start: loc, end: loc }) }];
  }
}

/** A place that ends with its last character. */
function toPlace({ start, end }: Place): Place {
  return { start, end: { line: end.line, column: end.column + 1 } };
}

function reportAddress({ url, isImport, place }: Address, file: VFile, folders: Folders): void {
  const [name = ''] = url.split(/[?#]/);
  const isElsewhere = /^(?:[a-z][-+.a-z\d]*:|\/\/)/i.test(url);
  if (isImport) {
    if (!isElsewhere && isFile(path.join(folders.content, name))) return;
    // One of a file that is not there, the compiler of the pages would stop at.
    const rule = isElsewhere ? 'theme-address' : 'theme-css';
    report(file, rule, place, `import ${quote(url)}`, 'the style itself, with its files under `public/`');
    return;
  }
  // An address without a name is a part of the very page.
  if (name === '') return;
  const isLocal = name.startsWith('/') && !isElsewhere;
  if (isLocal && isFile(path.join(folders.public, name))) return;
  const expected = isLocal
    ? `the file ${quote(`public${name}`)}`
    : 'the address of a file under `public/`, such as `/fonts/mine.woff2`';
  report(file, 'theme-address', place, `address ${quote(url)}`, expected);
}

/** What a line holds from an offset on. */
function restOfLine(text: string, offset: number): string {
  return /.*/.exec(text.slice(offset))?.[0].trimEnd() ?? '';
}
