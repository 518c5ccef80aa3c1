/** A point in a file: lines and columns count from 1, as editors do. */
export interface Point {
  line: number;
  column: number;
}

/** A range in a file, its end after the last character. */
export interface Place {
  start: Point;
  end: Point;
}

/** A way into an issue: `['sections', 0, 'items', 2, 'link']`. */
export type Path = readonly PropertyKey[];

/** Where each part of an issue stands in its file. */
export class Places {
  #places = new Map<string, Place>();

  set(path: Path, place: Place): void {
    this.#places.set(path.join('/'), place);
  }

  /** The place of a part, or of the nearest part around it. */
  find(path: Path): Place {
    for (let length = path.length; length > 0; length--) {
      const place = this.#places.get(path.slice(0, length).join('/'));
      if (place) return place;
    }
    return this.#places.get('') ?? firstCharacter;
  }
}

/** The very beginning of a file: for what has no place of its own. */
export const firstCharacter: Place = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Finds points by offset in one text, its lines ended by line feeds. */
export class Lines {
  #starts = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The place between two offsets (UTF-16 code units from the text's beginning). */
  place(start: number, end: number): Place {
    return { start: this.point(start), end: this.point(end) };
  }

  /** The offset of a point. */
  offset({ line, column }: Point): number {
    return (this.#starts[line - 1] ?? 0) + column - 1;
  }

  /** The point at an offset. */
  point(offset: number): Point {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
