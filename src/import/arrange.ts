import type { PhrasingContent } from 'mdast';
import { findLinkProblem } from '../issue/link.ts';
import type { Content } from '../issue/markdown.ts';
import { findDate } from './date.ts';
import type { Line, Piece } from './line.ts';
import { isFooter, isReadMore, looksLikeTitle, sectionOf } from './recognise.ts';
import { findLinks, mendLinks, sourceOf, titleOf } from './words.ts';

/** An issue as far as an imported text holds one; what is missing is for its editor to write. */
export interface ImportedIssue {
  date?: string;
  title?: string;
  tagline?: string;
  intro: Content[];
  sections: { name: string; items: ImportedItem[] }[];
  /** Every line that has no place in the issue, in the order of the text. */
  strays: string[];
}

export interface ImportedItem {
  words: PhrasingContent[];
  link?: string;
  summary: Content[];
}

/** What decides where a line belongs. */
export interface ImportSettings {
  sections: readonly { name: string }[];
  callToAction?: { text: string } | undefined;
  language: string;
}

/** Sorts the lines of a text into an issue: date, tagline, sections, titles and summaries; the rest are strays. */
export function arrange(pieces: readonly Piece[], settings: ImportSettings): ImportedIssue {
  const issue: ImportedIssue = { intro: [], sections: [], strays: [] };
  const lines = pieces.flatMap((piece) => ('line' in piece ? [piece.line] : []));
  // Where titles are marked as such, an unmarked line is never one.
  const isMarked = lines.filter((line) => line.isTitle && !sectionOf(line, settings)).length > 1;
  const hasSections = lines.some((line) => sectionOf(line, settings) !== undefined);
  let section: ImportedIssue['sections'][number] | undefined;
  let item: ImportedItem | undefined;
  let last: Line | undefined;

  for (const piece of pieces) {
    if ('stray' in piece) issue.strays.push(piece.stray);
    else if ('block' in piece) (item?.summary ?? issue.intro).push(piece.block);
    else {
      const next = lines[lines.indexOf(piece.line) + 1];
      placeLine(piece.line, next);
      last = piece.line;
    }
  }
  issue.sections = issue.sections.filter(({ name, items }) => {
    if (items.length === 0) issue.strays.push(name);
    return items.length > 0;
  });
  return issue;

  function placeLine(line: Line, next: Line | undefined): void {
    const name = sectionOf(line, settings);
    if (name !== undefined) openSection(name);
    else if (isFooter(line)) issue.strays.push(sourceOf(line));
    else if (isUnknownSection(line, next)) {
      issue.strays.push(sourceOf(line));
      item = undefined;
      if (!section) openSection(settings.sections[0]?.name ?? '');
    } else if (section || (!hasSections && beginsItems(line, next))) placeInSection(line, next);
    else placeBefore(line);
  }

  function openSection(name: string): void {
    section = issue.sections.find((known) => known.name === name);
    if (!section) issue.sections.push((section = { name, items: [] }));
    item = undefined;
  }

  function placeBefore(line: Line): void {
    const found = findDate(line.text, settings.language);
    if (found && issue.date === undefined) {
      issue.date = found.date;
      if (found.isAll) return;
    }
    // The call to action is in the newsletter's settings.
    if (settings.callToAction && isSame(line.text, settings.callToAction.text)) return;
    if (line.depth === 1 && issue.title === undefined) issue.title = line.text;
    else if (line.depth !== undefined || line.link !== undefined) issue.strays.push(sourceOf(line));
    else if (issue.tagline === undefined) {
      issue.tagline = line.text;
      line.words.forEach((word) => noteLinks(word));
    } else if (goesOn(line, issue.tagline)) issue.tagline += ` ${line.text}`;
    else if (/[.!?…]["”’)]?$/.test(line.text) && line.text.length > 80) issue.intro.push(paragraph(line));
    else issue.strays.push(sourceOf(line));
  }

  function placeInSection(line: Line, next: Line | undefined): void {
    const isAddress = line.link !== undefined && !line.isTitle && line.text === line.link;
    const open = item?.link === undefined ? item : undefined;
    if (open && line.link !== undefined && (isAddress || isReadMore(line)) && isGood(line.link)) open.link = line.link;
    else if (isReadMore(line)) issue.strays.push(sourceOf(line));
    else if (item && goesOn(line, item.summary.length > 0 ? (last?.text ?? '') : undefined)) extend(line);
    else if (!item || isTitle(line, item, next)) openItem(line);
    else item.summary.push(paragraph(line));
  }

  function isTitle(line: Line, { summary, link }: ImportedItem, next: Line | undefined): boolean {
    if (line.depth !== undefined) return true;
    if (line.link !== undefined) return line.isTitle || summary.length > 0 || link !== undefined;
    if (line.isTitle) return summary.length > 0;
    return summary.length > 0 && !isMarked && looksLikeTitle(line, next);
  }

  function openItem(line: Line): void {
    if (!section) openSection(settings.sections[0]?.name ?? '');
    const own = line.link ?? findLinks(line.words)[0];
    const isBad = own !== undefined && !isGood(own);
    item = { words: titleOf(line), ...(own !== undefined && !isBad && { link: own }), summary: [] };
    // An anchor of the page is not worth a line.
    const others = findLinks(line.words).filter((url) => url !== item?.link && !url.startsWith('#'));
    issue.strays.push(...others);
    section?.items.push(item);
  }

  /** Adds a line of a text that was wrapped to the paragraph that it belongs to. */
  function extend(line: Line): void {
    const open = item?.summary.at(-1);
    if (open?.type === 'paragraph') open.children.push({ type: 'text', value: ' ' }, ...line.words);
  }

  function goesOn(line: Line, before: string | undefined): boolean {
    if (before === undefined || !last || !line.follows || line.link !== undefined) return false;
    return last.text.length >= 40 && last.text.length <= 100 && !/[.!?…:]["”’)\]]?$/.test(before);
  }

  /** A heading that names no section of ours, over headings or titles of its own. */
  function isUnknownSection(line: Line, next: Line | undefined): boolean {
    if (line.depth === undefined || line.link !== undefined || !next) return false;
    if (!section && line.depth === 1) return false;
    if (next.depth !== undefined) return next.depth > line.depth;
    return next.isTitle && next.link !== undefined && findLinks(line.words).length === 0;
  }

  function beginsItems(line: Line, next: Line | undefined): boolean {
    if (line.depth === 1) return false;
    if (line.depth !== undefined || line.link !== undefined) return true;
    if (isMarked || findDate(line.text, settings.language)?.isAll) return false;
    return issue.tagline !== undefined ? looksLikeTitle(line, next) : false;
  }

  function noteLinks(word: PhrasingContent): void {
    issue.strays.push(...findLinks([word]));
  }

  function paragraph(line: Line): Content {
    return mendLinks({ type: 'paragraph', children: line.whole ?? line.words }, issue.strays);
  }
}

function isGood(link: string | undefined): boolean {
  return link !== undefined && findLinkProblem(link, { mail: false }) === undefined;
}

/** Whether two texts are one but for the forms of their quotation marks. */
function isSame(one: string, other: string): boolean {
  return one.replaceAll('’', "'") === other.replaceAll('’', "'");
}
