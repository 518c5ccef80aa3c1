import { quote } from './message.ts';
import type { Place } from './place.ts';
import type { KeptRelations, Relations } from './relations.ts';
import type { RuleName } from './rules.ts';
import { Runs, StoryThread, type Part, type Thread } from './runs.ts';
import { countFirst } from './sorted.ts';
import { StoryIndex, type StoryFile } from './story-index.ts';

/** A message that only the whole archive can tell. */
export interface StoryMessage {
  rule: RuleName;
  place: Place;
  reason: string;
}

/** What the archive says of the stories of all issues: which ran before, and where they go on. */
export class Stories {
  readonly #index: StoryIndex;

  /**
   * @param files each with a name of its own
   * @param kept the relations of most of these stories, where they are known: to find them takes the longest
   */
  constructor(files: readonly StoryFile[], kept?: KeptRelations) {
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

  remove(name: string): void {
    this.#index.remove(name);
  }

  /** The names of the other files that have a story in common with a file. */
  neighboursOf(name: string): string[] {
    return this.#index.neighboursOf(name);
  }

  /** What there is to say of a file's stories that ran before, and of its follow-ups of none. */
  messagesOf(name: string): StoryMessage[] {
    return this.#listRelated(name).flatMap((id) => this.#findMessage(id) ?? []);
  }

  /** Those that a file's stories are part of. */
  threadsOf(name: string): Thread[] {
    return this.#listRelated(name).flatMap((id) => this.#findThread(id) ?? []);
  }

  /** A file's stories that have anything in common with others, or say that they have. */
  #listRelated(name: string): readonly number[] {
    let related: number[] | undefined;
    const known = this.#index.find(name);
    for (let id = known?.first ?? 0; id < (known?.end ?? 0); id++) {
      if (!this.#index.isAlone(id)) (related ??= []).push(id);
    }
    return related ?? nothing;
  }

  #findMessage(id: number): StoryMessage | undefined {
    const linked = this.#index.linkedTo(id);
    const alike = this.#index.alikeTo(id);
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

  #findThread(id: number): Thread | undefined {
    const linked = this.#index.linkedTo(id);
    const alike = this.#index.alikeTo(id);
    const { date } = this.#index.fileOf(id);
    const followups = alike.filter((other) => this.#index.isFollowup(other));
    // A story that is in both of two lists is one run.
    const earlier = this.#index.isFollowup(id) ? this.#before([linked?.runs, alike], date) : [];
    const later = this.#after([linked?.followups, followups], date);
    if (earlier.length + later.length === 0) return undefined;
    return new StoryThread(this.#index, id, new Runs(this.#index, earlier), new Runs(this.#index, later));
  }

  /** What of some sorted lists is before a date, each from its end. */
  #before(lists: readonly (readonly number[] | undefined)[], date: string): Part[] {
    return lists.flatMap((ids = []) => {
      const length = this.#countBefore(ids, date);
      return length > 0 ? { ids, first: length - 1, step: -1, length } : [];
    });
  }

  /** What of some sorted lists is after a date. */
  #after(lists: readonly (readonly number[] | undefined)[], date: string): Part[] {
    return lists.flatMap((ids = []) => {
      const first = countFirst(ids, (id) => this.#index.fileOf(id).date <= date);
      return first < ids.length ? { ids, first, step: 1, length: ids.length - first } : [];
    });
  }

  #countBefore(ids: readonly number[], date: string): number {
    return countFirst(ids, (id) => this.#index.fileOf(id).date < date);
  }

  /** `2026-03-14, News, item 2` */
  #where(id: number): string {
    const { section, number } = this.#index.storyOf(id);
    return `${this.#index.fileOf(id).date}, ${section}, item ${number}`;
  }
}

const nothing: readonly number[] = [];
