import { areAlike, readWording, type Wording } from './alike.ts';
import type { KeptStory } from './card.ts';
import { Groups } from './groups.ts';
import { keysOfTitle, Marks, markSize } from './marks.ts';
import { groupPairs, type KeptRelations, type Relations } from './relations.ts';

/** A file as the stories know it. */
export interface StoryFile {
  /** Its whole path. */
  readonly name: string;
  readonly date: string;
  /** Of its stories. */
  readonly marks: Int32Array;
  /** Reads its stories, in the order of their marks. */
  readStories(): KeptStory[];
}

/** A file with the numbers of its stories. */
export interface IndexedFile {
  file: StoryFile;
  date: string;
  first: number;
  end: number;
}

/** The runs of a story by its link, all of them, oldest first; and those of them that are follow-ups. */
export interface Linked {
  runs: number[];
  followups: number[];
}

/**
 * The stories of all issues, and which of them have something in common: a canonical link, or nearly the same title. A story
 * is a number here: what it says is read where it has something in common with another.
 */
export class StoryIndex {
  #byName = new Map<string, IndexedFile>();
  #marks: Marks;
  /** Those that are or were there, each under its number. */
  #files: IndexedFile[] = [];
  /** Of each story that has other runs by its link, all of them. */
  #linked = new Map<number, Linked>();
  /** Of each story the runs in other files by nearly its title, oldest first. */
  #alike = new Map<number, readonly number[]>();
  /** The stories that came since these two were found, and the marks of those that went. */
  #fresh: number[] = [];
  #gone: Int32Array[] = [];
  #wordings = new Map<number, Wording | undefined>();
  #read = new Map<IndexedFile, KeptStory[]>();

  /**
   * @param files each with a name of its own
   * @param kept the relations of most of these stories, where they are known: to find them takes the longest
   */
  constructor(files: readonly StoryFile[], kept?: KeptRelations) {
    const marks = files.map((file) => file.marks);
    this.#marks = new Marks(marks.reduce((sum, { length }) => sum + length / markSize, 0));
    files.forEach((file, at) => this.#take(file, marks[at]));
    if (kept) {
      this.#link(kept.linked);
      this.#alike = groupPairs(kept.alike);
      for (const id of this.#alike.keys()) this.#marks.relate(id, true);
      this.#fresh = [...kept.fresh];
      this.#gone = [...kept.gone];
    } else this.#relateAll();
  }

  /** Those of the files as they are. */
  get relations(): Relations {
    this.#settle();
    const inOrder = (ids: Iterable<number>) => Int32Array.from(ids).sort();
    const pairs = Array.from(inOrder(this.#alike.keys()), (id) => this.alikeTo(id).flatMap((other) => [id, other]));
    return { linked: inOrder(this.#linked.keys()), alike: Int32Array.from(pairs.flat()) };
  }

  /** Puts a file's stories in the place of those that it had. */
  replace(file: StoryFile): void {
    this.remove(file.name);
    const { first, end } = this.#take(file);
    this.#fresh.push(...range(first, end));
  }

  remove(name: string): void {
    const known = this.#byName.get(name);
    if (!known) return;
    this.#byName.delete(name);
    const ids = new Set(range(known.first, known.end));
    for (const id of ids) {
      this.#linked.delete(id);
      this.#alike.delete(id);
      this.#wordings.delete(id);
    }
    this.#fresh = this.#fresh.filter((id) => !ids.has(id));
    this.#gone.push(this.#marks.clear(known.first, known.end));
  }

  /** The names of the other files that have a story in common with a file. */
  neighboursOf(name: string): string[] {
    const known = this.find(name);
    const ids = known ? range(known.first, known.end) : [];
    const others = ids.flatMap((id) => [...(this.#linked.get(id)?.runs ?? []), ...this.alikeTo(id)]);
    return others.map((other) => this.fileOf(other).file.name).filter((other) => other !== name);
  }

  /** A file with the numbers that its stories have now. */
  find(name: string): IndexedFile | undefined {
    this.#settle();
    return this.#byName.get(name);
  }

  /** The runs of a story by its link; nothing of one that never ran twice. */
  linkedTo(id: number): Linked | undefined {
    return this.#linked.get(id);
  }

  /** The stories in other files that have nearly the title of one, oldest first. */
  alikeTo(id: number): readonly number[] {
    return this.#alike.get(id) ?? nothing;
  }

  /** Whether there is nothing to say of a story, as of nearly every one. */
  isAlone(id: number): boolean {
    return this.#marks.isAlone(id);
  }

  isFollowup(id: number): boolean {
    return this.#marks.isFollowup(id);
  }

  /** The file of a story. */
  fileOf(id: number): IndexedFile {
    const file = this.#files[this.#marks.fileOf(id)];
    if (!file) throw new Error(`No file has the story ${id}`);
    return file;
  }

  /** What a story says. */
  storyOf(id: number): KeptStory {
    const known = this.fileOf(id);
    const stories = this.#read.get(known) ?? known.file.readStories();
    // A story's other runs are near, most often; all of an archive's would fill the memory.
    if (this.#read.size >= mostRead) this.#read.clear();
    this.#read.set(known, stories);
    const story = stories[id - known.first];
    if (!story) throw new Error(`${known.file.name} has fewer stories than marks`);
    return story;
  }

  #sort(ids: number[]): number[] {
    return ids.sort((one, other) => this.compare(one, other));
  }

  /** Two runs are never equal, so that no order depends on which file was read first. */
  compare(one: number, other: number): number {
    const [file, otherFile] = [this.fileOf(one), this.fileOf(other)];
    if (file.date !== otherFile.date) return file.date < otherFile.date ? -1 : 1;
    if (file !== otherFile) return file.file.name < otherFile.file.name ? -1 : 1;
    return one - other;
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
    this.#link(this.#marks.findByLink(links));
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
    return new Groups(this.#marks.count * keysOfTitle, keyOf, wanted && this.#marks.findByKey(wanted));
  }

  /** @param ids with a story all others of its link */
  #link(ids: Iterable<number>): void {
    const groups = Map.groupBy(ids, (id) => this.#marks.link(id)).values();
    // The other half of a link's number hardly ever differs.
    const ofLinks = groups.flatMap((group) => Map.groupBy(group, (id) => this.#marks.linkRest(id)).values());
    for (const group of ofLinks) {
      const runs = this.#sort(group);
      const linked = { runs, followups: runs.filter((run) => this.#marks.isFollowup(run)) };
      for (const id of runs) {
        if (runs.length > 1) this.#linked.set(id, linked);
        else this.#linked.delete(id);
        this.#relate(id);
      }
    }
  }

  #putAlike(id: number, byTitle: Groups): void {
    const alike = this.#searchAlike(id, byTitle);
    if (alike.length > 0) this.#alike.set(id, alike);
    else this.#alike.delete(id);
    this.#relate(id);
  }

  #relate(id: number): void {
    this.#marks.relate(id, this.#linked.has(id) || this.#alike.has(id));
  }

  #take(file: StoryFile, marks = file.marks): IndexedFile {
    const first = this.#marks.add(marks, this.#files.length);
    const known = { file, date: file.date, first, end: this.#marks.count };
    this.#byName.set(file.name, known);
    this.#files.push(known);
    return known;
  }

  #searchAlike(id: number, byTitle: Groups): number[] {
    let alike: Set<number> | undefined;
    const own = this.fileOf(id);
    for (let which = 0; which < keysOfTitle; which++) {
      if (!byTitle.isShared(id * keysOfTitle + which)) continue;
      const members = byTitle.membersOf(this.#marks.key(id, which) ?? 0, mostCandidates);
      // Words so common tell no story, and comparing all with all would take too long.
      if (members.length > mostCandidates) continue;
      for (const member of members) {
        const other = (member / keysOfTitle) | 0;
        const isOwn = other >= own.first && other < own.end;
        if (!isOwn && this.#haveLikeTitles(id, other)) (alike ??= new Set()).add(other);
      }
    }
    return alike ? this.#sort([...alike]) : [];
  }

  #haveLikeTitles(id: number, other: number): boolean {
    if (!this.#marks.mayBeAlike(id, other)) return false;
    const [one, two] = [this.#wordingOf(id), this.#wordingOf(other)];
    return one !== undefined && two !== undefined && areAlike(one, two);
  }

  #wordingOf(id: number): Wording | undefined {
    if (!this.#wordings.has(id)) this.#wordings.set(id, readWording(this.storyOf(id).title));
    return this.#wordings.get(id);
  }
}

const nothing: readonly number[] = [];
const mostRead = 400;
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
