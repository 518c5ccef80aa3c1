import { StoryIndex, type Linked, type StoryFile } from './story-index.ts';
import { quote } from './message.ts';
import type { Place } from './place.ts';
import type { KeptRelations, Relations } from './relations.ts';
import type { RuleName } from './rules.ts';

/** One run of a story, as another item's page links to it. Its words are read when they are asked for. */
export interface Run {
  date: string;
  /** Which of its issue's stories it is, from 0. */
  index: number;
  /** The item's anchor on its page. */
  name: string;
  title: string;
}

/** The runs of an item's story in other issues, the nearest first: of a story that runs every day, few are ever asked for. */
export interface Thread {
  /** Which of its issue's stories it is, from 0. */
  index: number;
  /** The item's anchor; read when it is asked for. */
  name: string;
  /** What ran before; only of an item with `{followup}`. */
  earlier: Iterable<Run>;
  /** The follow-ups since. */
  later: Iterable<Run>;
}

/** A message that only the whole archive can tell. */
export interface StoryMessage {
  rule: RuleName;
  place: Place;
  reason: string;
}

/** What the archive says of a file's stories. */
export interface Verdict {
  /** On stories that ran before, and on follow-ups of none. */
  messages: StoryMessage[];
  /** Those that the file's stories are part of. */
  threads: Thread[];
}

/** What the archive says of the stories of all issues: which ran before, and where they go on. */
export class Stories {
  readonly #index: StoryIndex;

  /**
   * @param files each with a path of its own
   * @param kept the relations of most of these stories, where they are known: to find them takes the longest
   */
  constructor(files: Iterable<StoryFile>, kept?: KeptRelations) {
    this.#index = new StoryIndex(files, kept);
  }

  /** Those of the files as they are. */
  get relations(): Relations {
    return this.#index.relations;
  }

  /** Puts a file's stories in the place of those that it had. */
  replace(file: StoryFile): void {
    this.#index.replace(file);
  }

  remove(path: string): void {
    this.#index.remove(path);
  }

  /** The paths of the other files that have a story in common with a file. */
  neighboursOf(path: string): string[] {
    return this.#index.neighboursOf(path);
  }

  judge(path: string): Verdict {
    const messages: StoryMessage[] = [];
    const threads: Thread[] = [];
    const known = this.#index.find(path);
    for (let id = known?.first ?? 0; id < (known?.end ?? 0); id++) {
      if (this.#index.isAlone(id)) continue;
      const linked = this.#index.linkedTo(id);
      const alike = this.#index.alikeTo(id);
      const message = this.#findMessage(id, linked, alike);
      const thread = this.#findThread(id, linked, alike);
      if (message) messages.push(message);
      if (thread) threads.push(thread);
    }
    return { messages, threads };
  }

  #findMessage(id: number, linked: Linked | undefined, alike: readonly number[]): StoryMessage | undefined {
    const { date } = this.#index.fileOf(id);
    const followup = this.#index.isFollowup(id);
    const runs = linked ? this.#countBefore(linked.runs, date) : 0;
    const [first] = linked?.runs ?? [];
    if (runs > 0 && first !== undefined) {
      if (followup) return undefined;
      const reason = `Unexpected ${runs === 1 ? 'second' : 'further'} run of this story, first in ${this.#where(first)}`;
      return { rule: 'item-repeat', place: this.#index.storyOf(id).place, reason };
    }
    const near = alike.find((other) => this.#index.fileOf(other).date < date);
    if (near !== undefined) {
      // A title that comes back again and again is a column's, not a story's.
      if (followup || alike.filter((other) => !this.#index.isFollowup(other)).length > 1) return undefined;
      const found = `title like ${quote(this.#index.storyOf(near).title)} in ${this.#where(near)}`;
      const reason = `Unexpected ${found}, expected a new story, or \`{followup}\``;
      return { rule: 'item-alike', place: this.#index.storyOf(id).place, reason };
    }
    if (!followup) return undefined;
    const { place, followupPlace } = this.#index.storyOf(id);
    return {
      rule: 'item-followup',
      place: followupPlace ?? place,
      reason:
        'Unexpected `{followup}` on a story that never ran before, expected an earlier item with its link or title',
    };
  }

  #findThread(id: number, linked: Linked | undefined, alike: readonly number[]): Thread | undefined {
    const { date } = this.#index.fileOf(id);
    const followups = alike.filter((other) => this.#index.isFollowup(other));
    // Lists of what is before and after, each from the nearest on; a story that is in both is one run.
    const earlier = this.#index.isFollowup(id) ? [this.#before(linked?.runs, date), this.#before(alike, date)] : [];
    const later = [this.#after(linked?.followups, date), this.#after(followups, date)];
    if (![...earlier, ...later].some(({ length }) => length > 0)) return undefined;
    const isNearer = (one: number, other: number) => this.#index.compare(one, other) > 0;
    const story = () => this.#index.storyOf(id);
    return {
      index: id - this.#index.fileOf(id).first,
      get name() {
        return story().name;
      },
      earlier: this.#runs(earlier, isNearer),
      later: this.#runs(later, (one, other) => isNearer(other, one)),
    };
  }

  /** The runs of some lists in one, each list in its order already. */
  #runs(lists: readonly Walk[], isNearer: (one: number, other: number) => boolean): Iterable<Run> {
    const read = (id: number) => this.#toRun(id);
    return {
      *[Symbol.iterator]() {
        const positions = lists.map(() => 0);
        for (;;) {
          const heads = lists.flatMap((list, at) => list.at(positions[at] ?? 0) ?? []);
          const [first, ...others] = heads;
          if (first === undefined) return;
          const nearest = others.reduce((best, head) => (isNearer(head, best) ? head : best), first);
          lists.forEach((list, at) => {
            if (list.at(positions[at] ?? 0) === nearest) positions[at] = (positions[at] ?? 0) + 1;
          });
          yield read(nearest);
        }
      },
    };
  }

  /** What of a sorted list is before a date, from its end. */
  #before(ids: readonly number[] = [], date: string): Walk {
    const length = this.#countBefore(ids, date);
    return { length, at: (index) => (index < length ? ids[length - 1 - index] : undefined) };
  }

  /** What of a sorted list is after a date. */
  #after(ids: readonly number[] = [], date: string): Walk {
    const start = this.#countBefore(ids, `${date} `);
    return { length: ids.length - start, at: (index) => ids[start + index] };
  }

  #countBefore(ids: readonly number[], date: string): number {
    let [low, high] = [0, ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const id = ids[middle];
      if (id !== undefined && this.#index.fileOf(id).date < date) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #toRun(id: number): Run {
    const { date, first } = this.#index.fileOf(id);
    const story = () => this.#index.storyOf(id);
    return {
      date,
      index: id - first,
      get name() {
        return story().name;
      },
      get title() {
        return story().title;
      },
    };
  }

  /** `2026-03-14, News, item 2` */
  #where(id: number): string {
    const { section, number } = this.#index.storyOf(id);
    return `${this.#index.fileOf(id).date}, ${section}, item ${number}`;
  }
}

/** A part of a list in the order in which it is gone through. */
interface Walk {
  length: number;
  at: (index: number) => number | undefined;
}
