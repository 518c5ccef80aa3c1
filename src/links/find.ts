import { Lines, firstCharacter, type Place } from '../issue/place.ts';
import type { Issue } from '../issue/schema.ts';

/** A link of an issue, and where it stands in the file. */
export interface FoundLink {
  link: string;
  place: Place;
}

/** The links of an issue that can be asked, each once: those of its items and those in its texts. */
export function findLinks({ intro, sections }: Issue, text: string): FoundLink[] {
  const items = sections.flatMap((section) => section.items);
  const html = [intro, ...items.flatMap(({ title, summary }) => [title, summary])].map((markup) => markup?.html ?? '');
  const inTexts = [...html.join('\n').matchAll(/ href="(https?:[^"]*)"/g)].map(([, address = '']) => decode(address));
  const links = new Set([...items.flatMap(({ link }) => link ?? []), ...inTexts]);
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lines = new Lines(source);
  return [...links].map((link) => ({ link, place: placeOf(link, source, lines) }));
}

/** The HTML is our own, and escapes no more than this in an attribute. */
function decode(attribute: string): string {
  return attribute.replace(/&#x26;|&amp;/g, '&').replace(/&#x22;|&quot;/g, '"');
}

/** Where a link is written; one that was written in another way is at the file's beginning. */
function placeOf(link: string, source: string, lines: Lines): Place {
  for (let at = source.indexOf(link); at !== -1; at = source.indexOf(link, at + 1)) {
    // `https://example.com/a` is not `https://example.com/ab`.
    const after = source[at + link.length] ?? '';
    if (!/[\w/?=&%~+-]/.test(after)) return lines.place(at, at + link.length);
  }
  return firstCharacter;
}
