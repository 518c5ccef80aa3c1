import { areAlike, readWording, type Wording } from './alike.ts';
import type { KeptStory } from './card.ts';
import { Groups } from './groups.ts';
import { markSize, Marks } from './marks.ts';
import { quote } from './message.ts';
import type { Place } from './place.ts';
import { groupPairs, type KeptRelations, type Relations } from './relations.ts';
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

/** The runs of a story by its link, all of them, oldest first; and those of them that are follow-ups. */
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
  /** Of each story that has other runs by its link, all of them. */
  #linked = new Map<number, Linked>();
  /** Of each story the runs in other files by nearly its title, oldest first. */
  #alike = new Map<number, readonly number[]>();
  /** The stories that came since these two were found, and the marks of those that went. */
  #fresh: number[] = [];
  #gone: Int32Array[] = [];
  #wordings = new Map<number, Wording | undefined>();
  #read = new Map<Known, KeptStory[]>();

  /**
   * @param files each with a path of its own
   * @param kept the relations of most of these stories, where they are known: to find them takes the longest
   */
  constructor(files: Iterable<StoryFile>, kept?: KeptRelations) {
    for (const file of files) this.#take(file);
    if (kept) {
      this.#link(kept.linked);
      this.#alike = groupPairs(kept.alike);
      this.#fresh = [...kept.fresh];
      this.#gone = [...kept.gone];
    } else this.#relateAll();
  }

  /** Those of the files as they are. */
  get relations(): Relations {
    this.#settle();
    const inOrder = (ids: Iterable<number>) => Int32Array.from(ids).sort();
    const pairs = Array.from(inOrder(this.#alike.keys()), (id) => this.#findAlike(id).flatMap((other) => [id, other]));
    return { linked: inOrder(this.#linked.keys()), alike: Int32Array.from(pairs.flat()) };
  }

  /** Puts a file's stories in the place of those that it had. */
  replace(file: StoryFile): void {
    this.remove(file.path);
    const { first, end } = this.#take(file);
    this.#fresh.push(...range(first, end));
  }

  remove(path: string): void {
    const known = this.#byPath.get(path);
    if (!known) return;
    this.#byPath.delete(path);
    const ids = new Set(range(known.first, known.end));
    for (const id of ids) {
      this.#linked.delete(id);
      this.#alike.delete(id);
      this.#wordings.delete(id);
    }
    this.#fresh = this.#fresh.filter((id) => !ids.has(id));
    this.#gone.push(this.#marks.clear(known.first, known.end));
  }

  /** Finds what all stories have in common. */
  #relateAll(): void {
    const { count } = this.#marks;
    const byLink = new Groups(count, (id) => this.#marks.link(id));
    const byTitle = this.#groupTitles();
    this.#link(range(0, count).filter((id) => byLink.isShared(id)));
    for (let id = 0; id < count; id++) this.#putAlike(id, byTitle);
  }

  /** Finds what has changed in that with the stories that came and went, in one look at the numbers of all. */
  #settle(): void {
    if (this.#fresh.length + this.#gone.length === 0) return;
    const changed = new Marks();
    for (const id of this.#fresh) changed.add(this.#marks.of(id));
    for (const marks of this.#gone) changed.add(marks);
    const links = new Set(range(0, changed.count).flatMap((id) => changed.link(id) ?? []));
    const byLink = new Groups(this.#marks.count, (id) => this.#marks.link(id), links);
    this.#link([...links].flatMap((link) => byLink.membersOf(link)));
    const touched = this.#findTouched(changed);
    const byTitle = this.#groupTitles(keysOf(this.#marks, touched));
    for (const id of touched) this.#putAlike(id, byTitle);
    [this.#fresh, this.#gone] = [[], []];
  }

  /** The stories that may have other runs by their titles now, since some came or went. */
  #findTouched(changed: Marks): Set<number> {
    const touched = new Set(this.#fresh);
    const keys = keysOf(changed, range(0, changed.count));
    const byTitle = this.#groupTitles(keys);
    // What is more than these by all that changed was too common before, too.
    const most = mostCandidates + changed.count;
    for (const key of keys) {
      const members = byTitle.membersOf(key, most);
      if (members.length <= most) for (const member of members) touched.add((member / keysOfTitle) | 0);
    }
    return touched;
  }

  /** Groups the stories by the keys of their titles: each key is a member, three times the story and which of the keys. */
  #groupTitles(wanted?: ReadonlySet<number>): Groups {
    const keyOf = (member: number) => this.#marks.key((member / keysOfTitle) | 0, member % keysOfTitle);
    return new Groups(this.#marks.count * keysOfTitle, keyOf, wanted);
  }

  /** @param ids with a story all others of its link */
  #link(ids: Iterable<number>): void {
    for (const group of Map.groupBy(ids, (id) => `${this.#marks.link(id)} ${this.#marks.linkRest(id)}`).values()) {
      const runs = this.#sort(group);
      const linked = { runs, followups: runs.filter((run) => this.#marks.isFollowup(run)) };
      for (const id of runs) {
        if (runs.length > 1) this.#linked.set(id, linked);
        else this.#linked.delete(id);
      }
    }
  }

  #putAlike(id: number, byTitle: Groups): void {
    const alike = this.#searchAlike(id, byTitle);
    if (alike.length > 0) this.#alike.set(id, alike);
    else this.#alike.delete(id);
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
    this.#settle();
    const known = this.#byPath.get(path);
    const ids = known ? range(known.first, known.end) : [];
    const others = ids.flatMap((id) => [...(this.#linked.get(id)?.runs ?? []), ...this.#findAlike(id)]);
    return others.map((other) => this.#fileOf(other).path).filter((other) => other !== path);
  }

  judge(path: string): Verdict {
    this.#settle();
    const messages: StoryMessage[] = [];
    const threads: Thread[] = [];
    const known = this.#byPath.get(path);
    for (let id = known?.first ?? 0; id < (known?.end ?? 0); id++) {
      const linked = this.#linked.get(id);
      const alike = this.#findAlike(id);
      if (!linked && alike.length === 0 && !this.#marks.isFollowup(id)) continue;
      const message = this.#findMessage(id, linked, alike);
      const thread = this.#findThread(id, linked, alike);
      if (message) messages.push(message);
      if (thread) threads.push(thread);
    }
    return { messages, threads };
  }

  #findAlike(id: number): readonly number[] {
    return this.#alike.get(id) ?? nothing;
  }

  #searchAlike(id: number, byTitle: Groups): number[] {
    let alike: Set<number> | undefined;
    const own = this.#files[id];
    for (let which = 0; which < keysOfTitle; which++) {
      if (!byTitle.isShared(id * keysOfTitle + which)) continue;
      const members = byTitle.membersOf(this.#marks.key(id, which) ?? 0, mostCandidates);
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
      index: id - this.#fileOf(id).first,
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
    const { date, first } = this.#fileOf(id);
    const story = () => this.#storyOf(id);
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

/** The keys of the titles of some stories. */
function keysOf(marks: Marks, ids: Iterable<number>): Set<number> {
  const keys = new Set<number>();
  for (const id of ids) {
    for (let which = 0; which < keysOfTitle; which++) {
      const key = marks.key(id, which);
      if (key !== undefined) keys.add(key);
    }
  }
  return keys;
}
