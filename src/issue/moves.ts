import { Buckets } from './buckets.ts';
import type { Place } from './place.ts';
import { quote } from './message.ts';

/** A date of which two issues say that it is, or was, theirs. */
export interface Collision {
  alias: string;
  reason: string;
}

/** The dates that issues had before: an address leads to one issue. Hardly any issue of an archive has moved. */
export class Moves {
  #byPath = new Map<string, readonly string[]>();
  /** The paths of the files that say of a date that it was theirs: hardly ever more than one. */
  #byAlias = new Buckets<string, string>();
  readonly #pathsOf: (date: string) => readonly string[];

  /** @param pathsOf tells the issues of a date */
  constructor(pathsOf: (date: string) => readonly string[]) {
    this.#pathsOf = pathsOf;
  }

  /** Puts the dates that an issue had in the place of those that were known. */
  replace(path: string, aliases: readonly string[]): void {
    this.remove(path);
    if (aliases.length === 0) return;
    this.#byPath.set(path, aliases);
    for (const alias of new Set(aliases)) this.#byAlias.add(alias, path);
  }

  remove(path: string): void {
    const aliases = this.#byPath.get(path);
    if (!aliases) return;
    for (const alias of new Set(aliases)) this.#byAlias.remove(alias, path);
    this.#byPath.delete(path);
  }

  /** Whether an issue had other dates before. */
  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  /**
   * The paths of the other files that say the same of a date.
   *
   * @param date the one that an issue has now
   */
  neighboursOf(path: string, date: string): string[] {
    const aliases = this.#byPath.get(path) ?? [];
    const others = [...this.#byAlias.get(date), ...aliases.flatMap((alias) => this.#namedBy(alias))];
    return others.filter((other) => other !== path);
  }

  /**
   * The aliases of an issue that are another one's, too.
   *
   * @param shown how a message names a file
   */
  judge(path: string, shown: (path: string) => string): Collision[] {
    const aliases = this.#byPath.get(path) ?? nothing;
    return aliases.flatMap((alias) => {
      const [other] = this.#namedBy(alias)
        .filter((name) => name !== path)
        .sort();
      if (other === undefined) return [];
      const whose = this.#pathsOf(alias).includes(other) ? 'the date' : 'an alias';
      const found = `alias ${quote(alias)} that is ${whose} of ${quote(shown(other))}`;
      return [{ alias, reason: `Unexpected ${found}, expected a date that only this issue had` }];
    });
  }

  /** The paths of the files that say of a date that it is, or was, theirs. */
  #namedBy(date: string): string[] {
    return [...this.#pathsOf(date), ...this.#byAlias.get(date)];
  }
}

const nothing: readonly string[] = [];

/** The place of an alias in its file: a date of the calendar stands in front matter as it is. */
export function placeAlias(text: string, alias: string): Place | undefined {
  const lines = text.split(/\r\n?|\n/);
  const from = lines.findIndex((line) => line.startsWith('aliases:'));
  const line = lines.findIndex((words, at) => at >= from && words.includes(alias));
  const at = lines[line]?.indexOf(alias) ?? -1;
  if (from < 0 || at < 0) return undefined;
  const point = (column: number) => ({ line: line + 1, column: column + 1 });
  return { start: point(at), end: point(at + alias.length) };
}
