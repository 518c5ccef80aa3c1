import type { Heading, PhrasingContent, Text } from 'mdast';
import type { VFile } from 'vfile';
import { takeMarks, type Marks } from './mark.ts';
import { isComment, walk } from './markdown.ts';
import { quote, report } from './message.ts';
import { firstCharacter, type Place } from './place.ts';

/** The heading of an item, taken apart. */
export interface Title extends Marks {
  /** The words of the title, without the link around them. */
  words: PhrasingContent[];
  link?: string;
  linkPlace?: Place;
  place: Place;
}

/** Takes an item's heading apart; what cannot be published in a title becomes a message. */
export function readTitle(heading: Heading, text: string, file: VFile): Title {
  const place = heading.position ?? firstCharacter;
  const { words: all, marks } = takeMarks(heading, text, file);
  const words = trim(all.filter((node) => !isComment(node))).map(onOneLine);
  const named = { place, ...marks };
  refuseOddities(words, file);

  const [first, ...rest] = words;
  if (first?.type === 'link' && rest.length === 0) {
    if (first.title) {
      report(
        file,
        'item-title',
        first.position,
        `tooltip ${quote(first.title)} on an item’s link`,
        `the address alone`,
      );
    }
    return {
      ...named,
      words: trim(first.children),
      link: first.url,
      linkPlace: first.position ?? place,
    };
  }
  // A link that nobody closed is reported with the texts.
  if (words.some((word) => word.type === 'text' && isUnclosed(word, heading, text))) return { ...named, words };
  const links = countLinks(words);
  if (links > 1) {
    report(file, 'item-title', place, `${links} links in a title`, `one`);
  } else if (links === 1) {
    report(file, 'item-title', place, 'text beside the link in a title', 'one link around the whole title');
  }
  return { ...named, words };
}

/** Whether a text ends in what only a link has: `](`, and neither mark is escaped. */
function isUnclosed({ position }: Text, heading: Heading, text: string): boolean {
  const written = text.slice(heading.position?.start.offset ?? 0, position?.end.offset ?? 0);
  return /(?<!\\)(?:\\\\)*\]\($/.test(written);
}

/** The same words without line ends, which character references can bring even into a heading: `&#10;`. */
function onOneLine<T extends PhrasingContent>(node: T): T {
  if (node.type === 'text') return { ...node, value: node.value.replace(/[\n\r]/g, ' ') };
  return 'children' in node ? { ...node, children: node.children.map(onOneLine) } : node;
}

/** The nodes without white space at both ends. */
function trim(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const trimmed = [...nodes];
  cut(0, (value) => value.trimStart());
  cut(-1, (value) => value.trimEnd());
  return trimmed;

  function cut(index: 0 | -1, shorten: (value: string) => string): void {
    for (let node = trimmed.at(index); node?.type === 'text'; node = trimmed.at(index)) {
      const shorter: Text = { ...node, value: shorten(node.value) };
      const rest = shorter.value === '' ? [] : [shorter];
      trimmed.splice(index, 1, ...rest);
      if (rest.length > 0) return;
    }
  }
}

function refuseOddities(words: readonly PhrasingContent[], file: VFile): void {
  for (const word of words) {
    walk(word, (node) => {
      if (node.type !== 'image' && node.type !== 'footnoteReference') return;
      const found = node.type === 'image' ? 'image' : 'note';
      report(file, 'item-title', node.position, `${found} in a title`, 'words, `code` or *emphasis*');
    });
  }
}

function countLinks(words: readonly PhrasingContent[]): number {
  let links = 0;
  for (const word of words) walk(word, (node) => (links += node.type === 'link' ? 1 : 0));
  return links;
}
