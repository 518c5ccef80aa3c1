import { areAlike, readWording, type Wording } from './alike.ts';
import type { KeptStory } from './card.ts';
import { Groups } from './groups.ts';
import { markSize, Marks } from './marks.ts';
import { quote } from './message.ts';
import type { Place } from './place.ts';
import { groupPairs, type KeptRelations, type Relations } from './relations.ts';
import type { RuleName } from './rules.ts';

/** One run of a story, as another item's page links to it. */
export interface Run {
  date: string;
  /** The item's anchor on its page. */
  name: string;
  title: string;
}

/** The runs of an item's story in other issues, the nearest first: of a story that runs every day, few are ever asked for. */
export interface Thread {
  /** The item's anchor. */
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

/** A file as the stories know it. */
export interface StoryFile {
  path: string;
  date: string;
  /** Of its stories. */
  marks: Int32Array;
  /** Its stories, in the order of their marks. */
  read: () => KeptStory[];
}

/** A file with the numbers of its stories. */
interface Known extends StoryFile {
  first: number;
  end: number;
}

/** The runs of a story by its link, oldest first; and those of them that are follow-ups. */
interface Linked {
  runs: number[];
  followups: number[];
}

/**
 * The stories of all issues, found by canonical link and by title. A story is a number here: what it says is read where it
 * has something in common with another.
 */
export class Stories {
  #byPath = new Map<string, Known>();
  #marks = new Marks();
  /** The file of each story. */
  #files: Known[] = [];
  #byLink = new Groups((id) => this.#marks.link(id));
  /** Of a story, each key of its title is a member: three times its number, and which of the keys. */
  #byTitle = this.#groupTitles();
  #linked = new Map<string, Linked>();
  #wordings = new Map<number, Wording | undefined>();
  #read = new Map<Known, KeptStory[]>();

  /** Those of the files that it began with. */
  readonly relations: Relations;
  /** The runs by nearly a story's title, while no file changes; then they are looked for. */
  #alike: Map<number, number[]> | undefined;

  /**
   * @param files each with a path of its own
   * @param kept the relations of most of these stories, where they are known: to find them takes the longest
   */
  constructor(files: Iterable<StoryFile>, kept?: KeptRelations) {
    for (const file of files) this.#take(file);
    const isSame = kept?.fresh.length === 0 && kept.gone.length === 0;
    this.#byLink.fill(this.#files.length, isSame ? kept.linked : undefined);
    if (!isSame) this.#byTitle.fill(this.#files.length * keysOfTitle);
    this.relations = isSame ? kept : this.#relate(kept);
    this.#alike = groupPairs(this.relations.alike);
  }

  /** Puts a file's stories in the place of those that it had. */
  replace(file: StoryFile): void {
    this.#forgetAlike();
    this.remove(file.path);
    const { first, end } = this.#take(file);
    for (let id = first; id < end; id++) {
      this.#byLink.add(id);
      this.#linked.delete(this.#linkOf(id));
      for (let which = 0; which < keysOfTitle; which++) this.#byTitle.add(id * keysOfTitle + which);
    }
  }

  remove(path: string): void {
    const known = this.#byPath.get(path);
    if (!known) return;
    this.#forgetAlike();
    this.#byPath.delete(path);
    for (let id = known.first; id < known.end; id++) {
      this.#wordings.delete(id);
      this.#byLink.remove(id);
      this.#linked.delete(this.#linkOf(id));
      for (let which = 0; which < keysOfTitle; which++) this.#byTitle.remove(id * keysOfTitle + which);
    }
  }

  #relate(kept: KeptRelations | undefined): Relations {
    const known = kept && groupPairs(kept.alike);
    const touched = kept && this.#findTouched(kept);
    const linked: number[] = [];
    const alike: number[] = [];
    for (let id = 0; id < this.#files.length; id++) {
      if (this.#findLinked(id)) linked.push(id);
      const isKnown = touched !== undefined && !touched.has(id);
      for (const other of isKnown ? (known?.get(id) ?? nothing) : this.#searchAlike(id)) alike.push(id, other);
    }
    return { linked: Int32Array.from(linked), alike: Int32Array.from(alike) };
  }

  /** The stories that may have other runs by their titles than were kept, since some came or went. */
  #findTouched({ fresh, gone }: KeptRelations): Set<number> {
    const touched = new Set(fresh);
    const changed = new Marks();
    for (const id of fresh) changed.add(this.#marks.of(id));
    for (const marks of gone) changed.add(marks);
    for (let id = 0; id < changed.count; id++) {
      for (let which = 0; which < keysOfTitle; which++) {
        const key = changed.key(id, which);
        // What is more than these by all that changed was too common before, too.
        const most = mostCandidates + changed.count;
        const members = key === undefined ? [] : this.#byTitle.membersOf(key, most);
        if (members.length <= most) for (const member of members) touched.add((member / keysOfTitle) | 0);
      }
    }
    return touched;
  }

  /** Makes ready to look for titles, as something is about to change. */
  #forgetAlike(): void {
    if (!this.#alike) return;
    this.#alike = undefined;
    this.#byTitle = this.#groupTitles();
    this.#byTitle.fill(this.#files.length * keysOfTitle);
  }

  #groupTitles(): Groups {
    return new Groups((member) => this.#marks.key((member / keysOfTitle) | 0, member % keysOfTitle));
  }

  #take(file: StoryFile): Known {
    const first = this.#marks.add(file.marks);
    const known = { ...file, first, end: first + file.marks.length / markSize };
    this.#byPath.set(file.path, known);
    for (let id = first; id < known.end; id++) this.#files.push(known);
    return known;
  }

  /** The paths of the other files that have a story in common with a file. */
  neighboursOf(path: string): string[] {
    const known = this.#byPath.get(path);
    const ids = known ? range(known.first, known.end) : [];
    const others = ids.flatMap((id) => [...(this.#findLinked(id)?.runs ?? []), ...this.#findAlike(id)]);
    return others.map((other) => this.#fileOf(other).path).filter((other) => other !== path);
  }

  judge(path: string): Verdict {
    const messages: StoryMessage[] = [];
    const threads: Thread[] = [];
    const known = this.#byPath.get(path);
    for (let id = known?.first ?? 0; id < (known?.end ?? 0); id++) {
      const linked = this.#findLinked(id);
      const alike = this.#findAlike(id);
      if (!linked && alike.length === 0 && !this.#marks.isFollowup(id)) continue;
      const message = this.#findMessage(id, linked, alike);
      const thread = this.#findThread(id, linked, alike);
      if (message) messages.push(message);
      if (thread) threads.push(thread);
    }
    return { messages, threads };
  }

  /** All runs of a story by its link, its own among them; nothing where there is no other. */
  #findLinked(id: number): Linked | undefined {
    if (!this.#byLink.isShared(id)) return undefined;
    const link = this.#linkOf(id);
    let linked = this.#linked.get(link);
    if (!linked) {
      const runs = this.#sort(
        this.#byLink.membersOf(this.#marks.link(id) ?? 0).filter((other) => this.#linkOf(other) === link),
      );
      linked = { runs, followups: runs.filter((run) => this.#marks.isFollowup(run)) };
      this.#linked.set(link, linked);
    }
    return linked.runs.length < 2 ? undefined : linked;
  }

  /** The runs in other files by nearly a story's title, oldest first. */
  #findAlike(id: number): readonly number[] {
    return this.#alike ? (this.#alike.get(id) ?? nothing) : this.#searchAlike(id);
  }

  #searchAlike(id: number): number[] {
    let alike: Set<number> | undefined;
    const own = this.#files[id];
    for (let which = 0; which < keysOfTitle; which++) {
      if (!this.#byTitle.isShared(id * keysOfTitle + which)) continue;
      const members = this.#byTitle.membersOf(this.#marks.key(id, which) ?? 0, mostCandidates);
      // Words so common tell no story, and comparing all with all would take too long.
      if (members.length > mostCandidates) continue;
      for (const member of members) {
        const other = (member / keysOfTitle) | 0;
        if (this.#files[other] !== own && this.#haveLikeTitles(id, other)) (alike ??= new Set()).add(other);
      }
    }
    return alike ? this.#sort([...alike]) : [];
  }

  #haveLikeTitles(id: number, other: number): boolean {
    if (!this.#marks.mayBeAlike(id, other)) return false;
    const [one, two] = [this.#wordingOf(id), this.#wordingOf(other)];
    return one !== undefined && two !== undefined && areAlike(one, two);
  }

  #findMessage(id: number, linked: Linked | undefined, alike: readonly number[]): StoryMessage | undefined {
    const { date } = this.#fileOf(id);
    const followup = this.#marks.isFollowup(id);
    const runs = linked ? this.#countBefore(linked.runs, date) : 0;
    const [first] = linked?.runs ?? [];
    if (runs > 0 && first !== undefined) {
      if (followup) return undefined;
      const reason = `Unexpected ${runs === 1 ? 'second' : 'further'} run of this story, first in ${this.#where(first)}`;
      return { rule: 'item-repeat', place: this.#storyOf(id).place, reason };
    }
    const near = alike.find((other) => this.#fileOf(other).date < date);
    if (near !== undefined) {
      // A title that comes back again and again is a column's, not a story's.
      if (followup || alike.filter((other) => !this.#marks.isFollowup(other)).length > 1) return undefined;
      const found = `title like ${quote(this.#storyOf(near).title)} in ${this.#where(near)}`;
      const reason = `Unexpected ${found}, expected a new story, or \`{followup}\``;
      return { rule: 'item-alike', place: this.#storyOf(id).place, reason };
    }
    if (!followup) return undefined;
    const { place, followupPlace } = this.#storyOf(id);
    return {
      rule: 'item-followup',
      place: followupPlace ?? place,
      reason:
        'Unexpected `{followup}` on a story that never ran before, expected an earlier item with its link or title',
    };
  }

  #findThread(id: number, linked: Linked | undefined, alike: readonly number[]): Thread | undefined {
    const { date } = this.#fileOf(id);
    const followups = alike.filter((other) => this.#marks.isFollowup(other));
    // Lists of what is before and after, each from the nearest on; a story that is in both is one run.
    const earlier = this.#marks.isFollowup(id) ? [this.#before(linked?.runs, date), this.#before(alike, date)] : [];
    const later = [this.#after(linked?.followups, date), this.#after(followups, date)];
    if (![...earlier, ...later].some(({ length }) => length > 0)) return undefined;
    const isNearer = (one: number, other: number) => this.#compare(one, other) > 0;
    const story = () => this.#storyOf(id);
    return {
      // Read when it is asked for: of an archive, most stories' names never are.
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
      if (id !== undefined && this.#fileOf(id).date < date) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sort(ids: number[]): number[] {
    return ids.sort((one, other) => this.#compare(one, other));
  }

  /** Two runs are never equal, so that no order depends on which file was read first. */
  #compare(one: number, other: number): number {
    const [file, otherFile] = [this.#fileOf(one), this.#fileOf(other)];
    if (file.date !== otherFile.date) return file.date < otherFile.date ? -1 : 1;
    if (file.path !== otherFile.path) return file.path < otherFile.path ? -1 : 1;
    return one - other;
  }

  #linkOf(id: number): string {
    return `${this.#marks.link(id)} ${this.#marks.linkRest(id)}`;
  }

  #fileOf(id: number): Known {
    const file = this.#files[id];
    if (!file) throw new Error(`No file has the story ${id}`);
    return file;
  }

  #wordingOf(id: number): Wording | undefined {
    if (!this.#wordings.has(id)) this.#wordings.set(id, readWording(this.#storyOf(id).title));
    return this.#wordings.get(id);
  }

  #storyOf(id: number): KeptStory {
    const file = this.#fileOf(id);
    const stories = this.#read.get(file) ?? file.read();
    // A story's other runs are near, most often; all of an archive's would fill the memory.
    if (this.#read.size >= mostRead) this.#read.clear();
    this.#read.set(file, stories);
    const story = stories[id - file.first];
    if (!story) throw new Error(`${file.path} has fewer stories than marks`);
    return story;
  }

  #toRun(id: number): Run {
    const { name, title } = this.#storyOf(id);
    return { date: this.#fileOf(id).date, name, title };
  }

  /** `2026-03-14, News, item 2` */
  #where(id: number): string {
    const { section, number } = this.#storyOf(id);
    return `${this.#fileOf(id).date}, ${section}, item ${number}`;
  }
}

/** A part of a list in the order in which it is gone through. */
interface Walk {
  length: number;
  at: (index: number) => number | undefined;
}

const nothing: readonly number[] = [];
const mostRead = 400;
const keysOfTitle = 3;
const mostCandidates = 30;

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
