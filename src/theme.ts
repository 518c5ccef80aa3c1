import { createRequire } from 'node:module';
import path from 'node:path';
import type { VFile } from 'vfile';
import { isFile, readFile, themePath, type Folders } from './issue/files.ts';
import { quote, report } from './issue/message.ts';
import { Lines, type Point } from './issue/place.ts';
import { readText, type Source } from './issue/source.ts';

/** The owner’s style, `content/theme.css`, with its messages; none where an owner has none. */
export function openTheme(folders: Folders): VFile[] {
  const name = themePath(folders);
  if (!isFile(name)) return [];
  const file = readFile(name);
  const source = readText(file);
  if (source) {
    const end = reportStructure(source, file);
    // After it, everything looks wrong.
    const text = source.text.slice(0, end);
    for (const problem of findProblems(text)) reportProblem(problem, { ...source, text }, file);
    for (const address of findAddresses(text)) reportAddress(address, source, file, folders);
  }
  return [file];
}

/** The files that a style leads to, beside it or under `public/`, whether they are there or not. */
export function listThemeFiles(css: string, folders: Pick<Folders, 'content' | 'public'>): string[] {
  return findAddresses(css).flatMap(({ url }) => findOwn(url, folders) ?? []);
}

// Loaded only where an owner has a theme.
const require = createRequire(import.meta.url);
const loadLightning = (): typeof import('lightningcss') => require('lightningcss');

/**
 * Reports what is opened and never closed, or closed and never opened. The end of the file would close it (CSS Syntax Level
 * 3, section 5.4), but other styles of the site come after a theme.
 *
 * @returns the offset where that begins; the end of the text where all is well
 */
function reportStructure({ text, lines }: Source, file: VFile): number {
  const reportAt = (start: number, end: number, noun: string, expected: string) => {
    report(file, 'theme-css', lines.place(start, end), `${noun} ${quote(text.slice(start, end))}`, expected);
    return start;
  };
  const endOfLine = (offset: number) => offset + restOfLine(text, offset).length;
  const open: { mark: string; index: number }[] = [];
  const reportOpen = ({ mark, index }: { mark: string; index: number }) => {
    if (mark !== '{') return reportAt(index, endOfLine(index), 'bracket', `a \`${closing[mark]}\` that closes it`);
    const line = text.slice(Math.max(text.lastIndexOf('\n', index) + 1, index - 60), index + 1);
    return reportAt(index + 1 - line.trimStart().length, index + 1, 'block', 'a `}` that closes it');
  };
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const last = open.at(-1);
    if (token in closing) {
      open.push({ mark: token, index });
      if (open.length > deepest) {
        return reportAt(index, endOfLine(index), 'bracket', `at most ${deepest} of them in one another`);
      }
    } else if (last && token === closing[last.mark]) open.pop();
    else if (token === '}' && last) return reportOpen(last);
    else if (/^[)\]}]$/.test(token)) return reportAt(index, index + 1, 'bracket', `a \`${opening(token)}\` before it`);
    else if (token === '/*') return reportAt(index, endOfLine(index), 'comment', '`*/` at its end');
    else if (/^["']$/.test(token)) return reportAt(index, endOfLine(index), 'string', `${quote(token)} at its end`);
  }
  const [first] = open;
  return first ? reportOpen(first) : reportUnended({ text, lines }, file);
}

/**
 * Comments, strings and addresses, in which a bracket is none, then the mark that opens one but is not closed, and brackets
 * (CSS Syntax Level 3, section 4).
 */
const tokens =
  /\/\*[^]*?\*\/|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|url\(\s*(?:\\[^]|[^"'\\\s)])(?:\\[^]|[^\\)])*\)|\\[^]|\/\*|["'{}()[\]]/gi;

const closing: Record<string, string> = { '{': '}', '(': ')', '[': ']' };

function opening(mark: string): string {
  return Object.keys(closing).find((key) => closing[key] === mark) ?? '';
}

/** What reads a style calls itself for each bracket in another. */
const deepest = 100;

/** Reports a last rule without a block or `;`, which would take in the style that comes after it. */
function reportUnended({ text, lines }: Source, file: VFile): number {
  const bare = text
    .replace(tokens, (token) =>
      token.length === 1 ? token : (token.startsWith('/*') ? ' ' : '-').repeat(token.length),
    )
    .trimEnd();
  const start = Math.max(bare.lastIndexOf('}'), bare.lastIndexOf(';')) + 1;
  const begin = bare.length - bare.slice(start).trimStart().length;
  const found = text.slice(begin, bare.length);
  if (found === '') return text.length;
  const expected = found.startsWith('@') ? 'a `;` at its end' : 'a block `{ … }` after it';
  report(file, 'theme-css', lines.place(begin, bare.length), `end of the file after ${quote(found)}`, expected);
  return begin;
}

/** What the compiler of the pages would stop at. */
interface Problem extends Point {
  type: string;
}

function findProblems(css: string): Problem[] {
  const { transform } = loadLightning();
  const options = { filename: 'theme.css', code: Buffer.from(css) };
  try {
    transform({ ...options, minify: true });
    return [];
  } catch (error) {
    const { loc, data } = error as { loc?: Point; data?: { type: string } };
    if (!loc) throw error;
    const first = { type: data?.type ?? '', line: loc.line, column: loc.column };
    const all = transform({ ...options, errorRecovery: true }).warnings;
    // What it does not know by name it lets pass, and where a block ends too soon it may be wrong, but for the first.
    const others = all
      .filter(({ type, value }) => !/^(?:AtRuleInvalid|EndOfInput)$/.test(type) && !/^Unsupported/.test(value?.type))
      .map(({ type, loc: { line, column } }) => ({ type, line, column }))
      .filter(({ line, column }) => line !== first.line || column !== first.column);
    return [first, ...others];
  }
}

function reportProblem(problem: Problem, { text, lines }: Source, file: VFile): void {
  const offset = lines.offset(problem);
  const start = offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
  const found = restOfLine(text, start);
  // Where the text ends, something was reported that is not closed.
  if (found === '') return;
  report(file, 'theme-css', lines.place(start, start + found.length), quote(found), describeExpected(problem.type));
}

function describeExpected(type: string): string {
  if (type === 'InvalidMediaQuery') return 'a condition such as `(min-width: 40rem)`';
  return type === 'SelectorError' ? 'a selector such as `.issue a`' : 'CSS such as `body { color: red }`';
}

/** An address that a style names. */
interface Address {
  url: string;
  isImport: boolean;
  /** Where it begins, or its quotation mark. */
  start: Point;
}

function findAddresses(css: string): Address[] {
  const { transform } = loadLightning();
  try {
    const options = { filename: 'theme.css', code: Buffer.from(css), errorRecovery: true, analyzeDependencies: true };
    return (transform(options).dependencies || []).flatMap((found) =>
      found.type === 'url' || found.type === 'import'
        ? [{ url: found.url, isImport: found.type === 'import', start: found.loc.start }]
        : [],
    );
  } catch (error) {
    // It refuses an address in a custom property that would lead elsewhere wherever that is used.
    const { data, loc } = error as { data?: { type: string; url: string }; loc?: Point };
    if (data?.type !== 'AmbiguousUrlInCustomProperty' || !loc) return [];
    const offset = new Lines(css).offset(loc);
    const rest = css.slice(offset).replace(data.url, `#${data.url.slice(1)}`);
    return [{ url: data.url, isImport: false, start: loc }, ...findAddresses(css.slice(0, offset) + rest)];
  }
}

/** The file of the owner's that an address leads to, where it is none of another place or the very page. */
function findOwn(url: string, { content, public: open }: Pick<Folders, 'content' | 'public'>): string | undefined {
  const [name = ''] = url.split(/[?#]/);
  if (name === '' || /^(?:[a-z][-+.a-z\d]*:|\/\/)/i.test(url)) return undefined;
  return path.join(name.startsWith('/') ? open : content, decode(name));
}

function decode(name: string): string {
  try {
    return decodeURI(name);
  } catch {
    return name;
  }
}

function reportAddress(
  { url, isImport, start }: Address,
  { text, lines }: Source,
  file: VFile,
  folders: Folders,
): void {
  const offset = lines.offset(start);
  const quotes = /^["']/.test(text.slice(offset)) ? 2 : 0;
  const place = lines.place(offset, offset + url.length + quotes);
  const own = findOwn(url, folders);
  if (isImport) {
    // One of a file that is not there, the compiler of the pages would stop at.
    const rule = own !== undefined && !isFile(own) ? 'theme-css' : 'theme-address';
    report(file, rule, place, `import ${quote(url)}`, 'the style itself, with its files under `public/`');
    return;
  }
  if (url === '' || url.startsWith('#') || (url.startsWith('/') && own !== undefined && isFile(own))) return;
  const expected =
    url.startsWith('/') && own !== undefined
      ? `the file ${quote(`public${decode(url.replace(/[?#].*/, ''))}`)}`
      : 'the address of a file under `public/`, such as `/fonts/mine.woff2`';
  report(file, 'theme-address', place, `address ${quote(url)}`, expected);
}

/** What a line holds from an offset on, as far as a message would show it. */
function restOfLine(text: string, offset: number): string {
  return /.{0,100}/u.exec(text.slice(offset, offset + 200))?.[0].trimEnd() ?? '';
}
