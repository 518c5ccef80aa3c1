import { toString } from 'mdast-util-to-string';
import type { FootnoteDefinition, Heading, Root } from 'mdast';
import type { VFile } from 'vfile';
import { isComment, writeInline, type Content } from './markdown.ts';
import { quote, report } from './message.ts';
import { Names } from './name.ts';
import { attachNotes } from './notes.ts';
import { firstCharacter, type Place, type Places } from './place.ts';
import { renderBlocks, renderInline } from './render.ts';
import type { Markup } from './schema.ts';
import { readTitle, type Title } from './title.ts';

/** What the text below the front matter holds, not yet validated. */
export interface BodyDraft {
  intro?: Markup;
  sections: { name: string; items: ItemDraft[] }[];
}

interface ItemDraft {
  name: string;
  namedByHand: boolean;
  followup: boolean;
  title: Markup;
  link?: string;
  summary?: Markup;
}

/** An item, still as nodes. */
interface ItemNodes {
  title: Title;
  blocks: Content[];
}

/**
 * Sorts the blocks of a file into its introduction, sections and items; what has no place there becomes a message.
 *
 * @param places gets the place of each section and item, and of their parts
 */
export function readBody(tree: Root, text: string, file: VFile, places: Places): BodyDraft {
  const intro: { blocks: Content[] } = { blocks: [] };
  const sections: { name: string; items: ItemNodes[] }[] = [];
  const strays: ItemNodes[] = [];
  const notes: FootnoteDefinition[] = [];
  let open: { blocks: Content[] } | undefined = intro;

  for (const node of tree.children) {
    const place = node.position ?? firstCharacter;
    if (node.type === 'yaml' || isComment(node)) continue;
    if (node.type === 'footnoteDefinition') notes.push(node);
    else if (node.type === 'heading' && node.depth === 2) {
      openSection(node, place);
      open = undefined;
    } else if (node.type === 'heading' && node.depth === 3) {
      open = openItem(node, place);
    } else if (node.type === 'heading') {
      const isUnderlined = text[node.position?.start.offset ?? 0] !== '#';
      const found = isUnderlined ? 'underlined with `=`' : quote('#'.repeat(node.depth));
      report(file, 'heading-depth', place, `heading ${found}`, '`##` for a section or `###` for an item');
    } else if (open) open.blocks.push(node);
    else
      report(
        file,
        'section-text',
        place,
        'text between a section and its first item',
        '`### [Title](https://example.com/post)` above it',
      );
  }

  const items = [...sections.flatMap((section) => section.items), ...strays];
  attachNotes([intro, ...items], notes, file);
  const names = new Names(findNamesByHand(items, file));
  const introduction = renderBlocks(intro.blocks, '~intro');
  return {
    // An empty quote, or one around a comment, is none.
    ...(introduction.markdown !== '' && { intro: introduction }),
    sections: sections.map((section) => ({
      name: section.name,
      items: section.items.map((item) => draftItem(item, names)),
    })),
  };

  function openSection(heading: Heading, place: Place): void {
    const name = sectionName(heading);
    if (sections.some((section) => section.name === name)) {
      report(file, 'section-repeat', place, `second section ${quote(name)}`, 'it once');
    }
    places.set(['sections', sections.length], place);
    sections.push({ name, items: [] });
  }

  function openItem(heading: Heading, place: Place): ItemNodes {
    const item: ItemNodes = { title: readTitle(heading, text, file), blocks: [] };
    const section = sections.at(-1);
    if (!section) {
      report(file, 'item-section', place, 'item before any section', 'a line such as `## News` above it');
      strays.push(item);
      return item;
    }
    const path = ['sections', sections.length - 1, 'items', section.items.length];
    places.set(path, place);
    if (item.title.linkPlace) places.set([...path, 'link'], item.title.linkPlace);
    if (item.title.followupPlace) places.set([...path, 'followup'], item.title.followupPlace);
    if (item.title.namePlace) places.set([...path, 'name'], item.title.namePlace);
    section.items.push(item);
    return item;
  }
}

/** The words of a section's heading; where they carry markup, as Markdown, so that none of it passes unseen. */
function sectionName({ children }: Heading): string {
  const words = children.filter((node) => !isComment(node));
  const plain = words.every((node) => node.type === 'text');
  return plain ? toString(words).trim() : writeInline(words);
}

function findNamesByHand(items: readonly ItemNodes[], file: VFile): Set<string> {
  const names = new Set<string>();
  for (const { title } of items) {
    if (title.name === undefined) continue;
    if (names.has(title.name)) {
      const place = title.namePlace ?? title.place;
      report(file, 'item-name', place, `second item with the name ${quote(title.name)}`, 'a name of its own');
    }
    names.add(title.name);
  }
  return names;
}

function draftItem({ title, blocks }: ItemNodes, names: Names): ItemDraft {
  const words = renderInline(title.words);
  const name = title.name ?? names.fromTitle(words.text);
  return {
    name,
    namedByHand: title.name !== undefined,
    followup: title.followup,
    title: words,
    ...(title.link !== undefined && { link: title.link }),
    ...(blocks.length > 0 && { summary: renderBlocks(blocks, name) }),
  };
}
