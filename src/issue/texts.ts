import type { Code, Heading, Image, Link, Nodes, Paragraph, Root, Table, TableCell } from 'mdast';
import type { VFile } from 'vfile';
import { findDisguises } from './disguise.ts';
import { findLinkProblem, findTracking, isShortened } from './link.ts';
import { isComment, walk } from './markdown.ts';
import { quote, report } from './message.ts';
import { firstCharacter, type Place } from './place.ts';
import type { RuleName } from './rules.ts';
import type { Source } from './source.ts';

/** An image of the newsletter's own, still to be looked for under `public/`. */
export interface LocalImage {
  /** Its file's path under `public/`: `/images/chart.png`. */
  path: string;
  place: Place;
}

/**
 * Reports what is wrong inside the texts of a file, wherever they stand: HTML, links, images, references and words left
 * to be written.
 *
 * @returns the local images, since only a folder can tell whether they exist
 */
export function checkTexts(tree: Root, source: Source, file: VFile): LocalImage[] {
  const images: LocalImage[] = [];
  const titleLinks = new Set<Nodes>();
  const atTop = new Set<Nodes>(tree.children);
  walk(tree, (node) => {
    switch (node.type) {
      case 'html':
        if (isComment(node)) break;
        if (!/^<!--(?![^]*-->)/.test(node.value)) {
          report(file, 'text-html', node.position, `HTML ${quote(node.value)}`, 'Markdown');
        } else {
          const found = `comment ${quote(firstLine(node.value))}`;
          report(file, 'text-html', node.position, found, '`-->` at its end');
        }
        break;
      case 'heading':
        if (!atTop.has(node)) {
          report(file, 'heading-depth', node.position, 'heading inside another block', 'words such as **these**');
        }
        if (isTitle(node)) node.children.forEach((child) => titleLinks.add(child));
        checkPhrase(node, source, file);
        break;
      case 'paragraph':
      case 'tableCell':
        checkPhrase(node, source, file);
        break;
      case 'code':
        checkFence(node, source, file);
        break;
      case 'table':
        checkTable(node, file);
        break;
      case 'link':
        checkLink(node, titleLinks.has(node), file);
        break;
      case 'image':
        images.push(...checkImage(node, file));
        break;
      default:
    }
  });
  return images;
}

/** Reports words left to be written in a text that is no Markdown. */
export function checkPlaceholders(text: string, placeAt: PlaceAt, file: VFile): void {
  if (!placeholderMark.test(text)) return;
  for (const { 0: found, index } of text.matchAll(/\b(?:TODO|TBD|TK|TKTK)\b|\blorem ipsum\b/gi)) {
    // In lower case, `todo` and `tk` are words of the trade: a to-do list, a toolkit.
    if (found !== found.toUpperCase() && !/lorem/i.test(found)) continue;
    report(file, 'text-placeholder', placeAt(index, index + found.length), quote(found), 'the finished text');
  }
}

/** What those words begin with, and few others: looked for first, in a small part of the time. */
const placeholderMark = /T(?:ODO|BD|K)|lorem/i;

function isTitle(node: Heading): boolean {
  return node.depth === 3;
}

function checkLink(link: Link, isTitleLink: boolean, file: VFile): void {
  const place = link.position;
  // A title's own link is validated as part of its item.
  const problem = isTitleLink ? undefined : findLinkProblem(link.url, { mail: true });
  if (problem) report(file, 'link-address', place, problem.found, problem.expected);
  for (const child of link.children) {
    walk(child, (inner) => {
      if (inner.type !== 'link' && inner.type !== 'footnoteReference') return;
      const found = inner.type === 'link' ? `link ${quote(inner.url)} inside a link` : 'note inside a link';
      report(file, isTitleLink ? 'item-title' : 'link-address', inner.position, found, 'words alone');
    });
  }
  for (const { rule, found, expected } of findDisguises(link)) report(file, rule, place, found, expected);
  for (const parameter of findTracking(link.url)) {
    report(file, 'link-tracking', place, `tracking parameter ${quote(parameter)} in a link`, 'the link without it');
  }
  if (isShortened(link.url)) {
    report(file, 'link-shortener', place, `shortened link ${quote(link.url)}`, 'the address that it leads to');
  }
}

/** Reports cells beyond the columns of a table: a reader would not see them. */
function checkTable({ children: [head, ...rows] }: Table, file: VFile): void {
  const columns = head?.children.length ?? 0;
  for (const row of rows) {
    if (row.children.length <= columns) continue;
    const found = `${row.children.length} cells in a row`;
    report(file, 'text-table', row.position, found, `at most ${columns}, as many as the table’s head has`);
  }
}

function checkImage(image: Image, file: VFile): LocalImage[] {
  const place = image.position ?? firstCharacter;
  if (!image.alt?.trim()) {
    report(file, 'image-alt', place, 'image without alternative text', '`![What it shows](/images/chart.png)`');
  }
  if (/^https?:/i.test(image.url)) {
    const problem = findLinkProblem(image.url, { mail: false });
    if (problem) report(file, 'image-file', place, problem.found, problem.expected);
    else report(file, 'image-remote', place, `image of another host ${quote(image.url)}`, 'a file under `public/`');
    return [];
  }
  const path = localPath(image.url);
  if (path) return [{ path, place }];
  report(
    file,
    'image-file',
    place,
    `image ${quote(image.url)}`,
    'an address such as `/images/chart.png` for `public/images/chart.png`',
  );
  return [];
}

/** An image's path under `public/`, where its address is one: from the root, and not out of it. */
function localPath(url: string): string | undefined {
  if (!/^\/[^/]/.test(url) || /[\\?#\p{Cc}]/u.test(url)) return undefined;
  try {
    const path = decodeURIComponent(url);
    return path.split('/').includes('..') || /[\\\p{Cc}]/u.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

/** Reports what the parser took for plain words, though an editor meant a link or a reference, or has yet to write it. */
function checkPhrase(node: Heading | Paragraph | TableCell, source: Source, file: VFile): void {
  const start = node.position?.start.offset ?? 0;
  const phrase = maskMarkup(node, source.text, start);
  const placeAt = (from: number, to: number) => source.lines.place(start + from, start + to);
  // Hardly any phrase has a bracket left.
  if (phrase.includes(']')) {
    const rule = node.type === 'heading' && isTitle(node) ? 'item-link' : 'link-address';
    checkBrackets(phrase, source.text.slice(start, start + phrase.length), rule, placeAt, file);
  }
  const written = source.text.slice(start, start + phrase.length);
  if (node.type === 'paragraph' && phrase.includes('##')) checkMarks(phrase, written, placeAt, file);
  const comment = phrase.indexOf('<!--');
  if (comment !== -1) {
    const found = firstLine(phrase.slice(comment)).trimEnd();
    report(
      file,
      'text-comment',
      placeAt(comment, comment + found.length),
      `comment ${quote(found)}`,
      '`-->` at its end',
    );
  }
  checkPlaceholders(phrase, placeAt, file);
}

/** Reports lines that would be headings, had they a space after their marks. */
function checkMarks(phrase: string, written: string, placeAt: PlaceAt, file: VFile): void {
  for (const { index } of phrase.matchAll(/^ {0,3}#{2,6}/gm)) {
    const [line = '', space = '', marks = ''] = /^( {0,3})(#{2,6})[^\s#].*/.exec(written.slice(index)) ?? [];
    if (line === '') continue;
    const place = placeAt(index + space.length, index + line.length);
    report(file, 'heading-space', place, quote(line.trim()), `a space after ${quote(marks)}`);
  }
}

/** Reports a block of code that goes on to the end of the file, or of the quote or list that it is in. */
function checkFence({ position }: Code, source: Source, file: VFile): void {
  if (!position) return;
  const written = source.text.slice(position.start.offset, position.end.offset);
  if (!/^[`~]{3}/.test(written) || /\n.*?[`~]{3,}[ \t]*$/.test(written)) return;
  const { start } = position;
  const end = { line: start.line, column: start.column + firstLine(written).length };
  report(file, 'text-code', { start, end }, 'code without an end', 'a line of the same marks after it');
}

type PlaceAt = (start: number, end: number) => Place;

/** Reports what is left of a link or a reference whose other half is missing. */
function checkBrackets(phrase: string, written: string, rule: RuleName, placeAt: PlaceAt, file: VFile): void {
  for (const { 0: found, 1: address = '', 2: closed, index } of phrase.matchAll(/(?:\[[^[\]]*)?\]\(([^()\n]*)(\)?)/g)) {
    const link = written.slice(index, index + found.length).trimEnd();
    const place = placeAt(index, index + link.length);
    if (closed && address.trim() !== '')
      report(file, rule, place, `spaces in link ${quote(address)}`, 'a link without them');
    else report(file, rule, place, `unclosed link ${quote(link)}`, '`)` at its end');
  }
  for (const { 0: found, index } of phrase.matchAll(/\[[^[\]]+\]\[[^[\]]*\]|\[\^[^[\]\s]+\]/g)) {
    report(
      file,
      'text-reference',
      placeAt(index, index + found.length),
      `reference ${quote(found)} to nothing`,
      `its definition, such as ${quote(definitionFor(found))}`,
    );
  }
}

/**
 * The source of a phrase with all that is no plain word blanked out, so that offsets stay.
 * Bare links stay in, too: they may be the beginning of a link that nobody closed.
 */
function maskMarkup(node: Heading | Paragraph | TableCell, text: string, start: number): string {
  const end = node.position?.end.offset ?? start;
  const characters = text.slice(start, end).replace(/\\[!-/:-@[-`{-~]/g, '  ');
  let masked = characters;
  const blank = (child: Nodes) => {
    const from = (child.position?.start.offset ?? start) - start;
    const to = (child.position?.end.offset ?? start) - start;
    masked = masked.slice(0, from) + ' '.repeat(to - from) + masked.slice(to);
  };
  walk(node, (child) => {
    const bare = child.type === 'link' && !/^[[<]/.test(text.slice(child.position?.start.offset));
    const inline = ['inlineCode', 'html', 'image', 'footnoteReference'].includes(child.type);
    if (inline) blank(child);
    else if (child.type === 'link' && !bare) blankAround(child);
  });
  return masked;

  /** Blanks a link but for its words. */
  function blankAround(link: Link): void {
    const from = (link.position?.start.offset ?? start) - start;
    const to = (link.position?.end.offset ?? start) - start;
    const firstWord = (link.children[0]?.position?.start.offset ?? start + to) - start;
    const lastWord = (link.children.at(-1)?.position?.end.offset ?? start + to) - start;
    masked =
      masked.slice(0, from) +
      ' '.repeat(firstWord - from) +
      masked.slice(firstWord, lastWord) +
      ' '.repeat(to - lastWord) +
      masked.slice(to);
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function definitionFor(reference: string): string {
  const label = /\[([^[\]]*)\]$/.exec(reference)?.[1] || /^\[([^[\]]*)\]/.exec(reference)?.[1] || '';
  return label.startsWith('^') ? `[${label}]: The note.` : `[${label}]: https://example.com/post`;
}
