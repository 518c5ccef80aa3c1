import type { PhrasingContent } from 'mdast';
import { toLine, type Line, type Piece } from './line.ts';

/** The lines of plain text; an address in one becomes a link, and nothing else is taken for markup. */
export function readPlain(text: string): Piece[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  return lines.flatMap((raw, index) => {
    const line = raw.trim();
    if (line === '') return [];
    const follows = (lines[index - 1] ?? '').trim() !== '';
    return readEntry(line, follows) ?? [{ line: readLine(line, follows) }];
  });
}

const address = /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}]/g;

/** An entry of a list that is a whole story, `- Title – https://example.com/ – summary`: its title and its summary. */
function readEntry(text: string, follows: boolean): Piece[] | undefined {
  const [, before = '', url, after = ''] =
    /^(?:[-*•]|\d+[.)])\s+(\S.*?)(?:\s+[-–—|]|\s*:)\s+(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}])(?:\s+[-–—|]|\s*:)\s+(\S.*)$/.exec(
      text,
    ) ?? [];
  if (url === undefined || /https?:\/\//.test(before)) return undefined;
  const title = toLine([{ type: 'text', value: before }], { follows });
  return [{ line: { ...title, link: url, isTitle: true } }, { line: toLine(linkAddresses(after)) }];
}

function readLine(text: string, follows: boolean): Line {
  const [url, ...more] = text.match(address) ?? [];
  const [before = '', after = '', ...others] = url !== undefined && more.length === 0 ? text.split(url) : [];
  if (url === undefined || others.length > 0 || more.length > 0) return toLine(linkAddresses(text), { follows });
  const titles = [before, after].map(stripMarks).filter(Boolean);
  if (titles.length === 0) {
    return toLine([{ type: 'link', url, children: [{ type: 'text', value: url }] }], { follows });
  }
  // `Title: https://example.com/` and `- https://example.com/ Title` are a title with its address.
  const [title = ''] = titles;
  if (titles.length === 1) {
    return { ...toLine([{ type: 'text', value: title }], { follows }), link: url, whole: linkAddresses(text) };
  }
  return toLine(linkAddresses(text), { follows });
}

/** A title without the marks of a list before it and the dashes, colons or brackets between it and its address. */
function stripMarks(text: string): string {
  return text
    .trim()
    .replace(/^(?:[-*•–—:|]+\s*|\d+[.)]\s+)+/, '')
    .replace(/[\s:|–—(<[→-]+$/, '')
    .replace(/^[)>\]]+\s*/, '')
    .trim();
}

function linkAddresses(text: string): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let end = 0;
  for (const { 0: url, index } of text.matchAll(address)) {
    if (index > end) nodes.push({ type: 'text', value: text.slice(end, index) });
    nodes.push({ type: 'link', url, children: [{ type: 'text', value: url }] });
    end = index + url.length;
  }
  return end < text.length ? [...nodes, { type: 'text', value: text.slice(end) }] : nodes;
}
