import { Buckets } from './buckets.ts';
import type { Place } from './place.ts';
import { quote } from './message.ts';

/** An issue as it is known to have moved. */
export interface Moved {
  /** The path of its file. */
  path: string;
  date: string;
  aliases: readonly string[];
}

/** A date of which two issues say that it is, or was, theirs. */
export interface Collision {
  alias: string;
  reason: string;
}

/** The dates of all issues, with those that each had before: an address leads to one issue. */
export class Moves {
  #byPath = new Map<string, Moved>();
  /** The paths of the files that say of a date that it is, or was, theirs: hardly ever more than one. */
  #byDate = new Buckets<string, string>();

  /** Puts what is known of an issue in the place of what was. */
  replace(moved: Moved): void {
    if (this.#byPath.has(moved.path)) this.remove(moved.path);
    this.#byPath.set(moved.path, moved);
    for (const date of datesOf(moved)) this.#byDate.add(date, moved.path);
  }

  remove(path: string): void {
    const known = this.#byPath.get(path);
    this.#byPath.delete(path);
    for (const date of known ? datesOf(known) : []) this.#byDate.remove(date, path);
  }

  /** The paths of the other files that say the same of a date. */
  neighboursOf(path: string): string[] {
    const known = this.#byPath.get(path);
    const others = known ? datesOf(known).flatMap((date) => this.#byDate.get(date)) : [];
    return others.filter((other) => other !== path);
  }

  /**
   * The aliases of an issue that are another one's, too.
   *
   * @param shown how a message names a file
   */
  judge(path: string, shown: (path: string) => string): Collision[] {
    const { aliases = [] } = this.#byPath.get(path) ?? {};
    return aliases.flatMap((alias) => {
      const [other] = this.#byDate
        .get(alias)
        .filter((name) => name !== path)
        .sort();
      if (other === undefined) return [];
      const whose = this.#byPath.get(other)?.date === alias ? 'the date' : 'an alias';
      const found = `alias ${quote(alias)} that is ${whose} of ${quote(shown(other))}`;
      return [{ alias, reason: `Unexpected ${found}, expected a date that only this issue had` }];
    });
  }
}

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

function datesOf({ date, aliases }: Moved): string[] {
  return aliases.length === 0 ? [date] : [...new Set([date, ...aliases])];
}
