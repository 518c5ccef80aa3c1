import type { Nodes, Root, RootContent } from 'mdast';
import type { Point } from 'unist';
import { cutPieces, type Piece } from './pieces.ts';
import { Lines } from './place.ts';
import { readPlain } from './plain.ts';

/**
 * Reads each plain piece of a text directly, and the others together with the whole parser. Among these, a rule stands for
 * the plain pieces between two of them, so that they mean what they mean in the whole text.
 *
 * @param parseWhole gives the nodes of any text
 * @returns nothing where the text cannot be cut, or where a rule does not come out again: then it stands in a block that
 * reaches over cuts, and what looked plain is not
 */
export function parsePiecewise(text: string, parseWhole: (text: string) => Root): Root | undefined {
  const pieces = cutPieces(text);
  if (!pieces) return undefined;
  const lines = new Lines(text);
  const { others, runs, lineNumbers } = sortPieces(pieces, lines);
  const isPlain = lineNumbers.size === 0;
  const children = isPlain ? [...runs.values()].flat() : fillIn(parseWhole(others).children, runs, relocate);
  if (!children) return undefined;
  const end = { ...lines.point(text.length), offset: text.length };
  return { type: 'root', children, position: { start: { line: 1, column: 1, offset: 0 }, end } };

  function relocate(point: Point): void {
    point.line = lineNumbers.get(point.line) ?? point.line;
    point.offset = lines.offset(point);
  }
}

interface SortedPieces {
  /** The text of the pieces that are not plain, with the rules. */
  others: string;
  /** The blocks of plain pieces, by the line of the rule that stands for them. */
  runs: Map<number, RootContent[]>;
  /** The lines in the whole text, by those among the others. */
  lineNumbers: Map<number, number>;
}

function sortPieces(pieces: readonly Piece[], lines: Lines): SortedPieces {
  const runs = new Map<number, RootContent[]>();
  const lineNumbers = new Map<number, number>();
  let others = '';
  let line = 1;
  let run: RootContent[] | undefined;
  for (const piece of pieces) {
    const block = readPlain(piece, lines);
    if (block && run) run.push(block);
    else if (block) {
      run = [block];
      runs.set(line, run);
      others += '***\n\n';
      line += 2;
    } else {
      run = undefined;
      const length = piece.text.length + piece.after.length;
      const { start, end } = lines.place(piece.offset, piece.offset + length);
      others += piece.text + piece.after;
      for (let number = start.line; number <= end.line; number++) lineNumbers.set(line + number - start.line, number);
      line += end.line - start.line;
    }
  }
  return { others, runs, lineNumbers };
}

/** The blocks of all pieces in their order, those of the others moved to where they stand in the whole text. */
function fillIn(
  others: readonly RootContent[],
  runs: ReadonlyMap<number, RootContent[]>,
  relocate: (point: Point) => void,
): RootContent[] | undefined {
  let filled = 0;
  const blocks = others.flatMap((block) => {
    const run = block.type === 'thematicBreak' ? runs.get(block.position?.start.line ?? 0) : undefined;
    if (run) filled++;
    else relocateNode(block, relocate);
    return run ?? block;
  });
  return filled === runs.size ? blocks : undefined;
}

function relocateNode(node: Nodes, relocate: (point: Point) => void): void {
  if (node.position) {
    relocate(node.position.start);
    relocate(node.position.end);
  }
  if ('children' in node) for (const child of node.children) relocateNode(child, relocate);
}
