import type { FootnoteDefinition } from 'mdast';
import type { VFile } from 'vfile';
import { walk, type Content } from './markdown.ts';
import { quote, report } from './message.ts';

/**
 * Moves each note ('[^1]: …') from wherever it stands in the file to the part that refers to it, so that an item is whole
 * by itself, on its page and in a feed. A note that nothing refers to, or two parts, becomes a message.
 */
export function attachNotes(
  parts: readonly { blocks: Content[] }[],
  notes: readonly FootnoteDefinition[],
  file: VFile,
): void {
  const byLabel = new Map<string, FootnoteDefinition>();
  for (const note of notes) {
    const place = note.position;
    if (byLabel.has(note.identifier)) {
      report(file, 'text-reference', place, `second note ${label(note)}`, 'it once');
    } else byLabel.set(note.identifier, note);
  }

  const attached = new Set<FootnoteDefinition>();
  for (const part of parts) {
    const own = notesOf(part.blocks, byLabel);
    for (const note of own) {
      if (attached.has(note)) {
        report(file, 'text-reference', note.position, `note ${label(note)} of two items`, 'a note for each');
      }
      attached.add(note);
    }
    part.blocks.push(...own);
  }
  for (const note of byLabel.values()) {
    if (attached.has(note)) continue;
    report(
      file,
      'text-reference',
      note.position,
      `note ${label(note)} that nothing refers to`,
      `${label(note)} in a text`,
    );
  }
}

/** The notes that blocks refer to, and those that these notes refer to, in the order of first mention. */
function notesOf(
  blocks: readonly Content[],
  byLabel: ReadonlyMap<string, FootnoteDefinition>,
): Set<FootnoteDefinition> {
  const found = new Set<FootnoteDefinition>();
  const search = (block: Content) =>
    walk(block, (node) => {
      if (node.type !== 'footnoteReference') return;
      const note = byLabel.get(node.identifier);
      if (note) found.add(note);
    });
  blocks.forEach(search);
  // A set also goes through what is added on the way.
  for (const note of found) search(note);
  return found;
}

function label(note: FootnoteDefinition): string {
  return quote(`[^${note.label ?? note.identifier}]`);
}
