import { areAlike, readWording, type Wording } from './alike.ts';
import { Buckets } from './buckets.ts';
import { quote } from './message.ts';
import type { Place } from './place.ts';
import type { RuleName } from './rules.ts';
import type { Story } from './story.ts';

/** One run of a story, as another item's page links to it. */
export interface Run {
  date: string;
  /** The item's anchor on its page. */
  name: string;
  title: string;
}

/** The runs of an item's story in other issues, oldest first. */
export interface Thread {
  /** The item's anchor. */
  name: string;
  /** What ran before; only of an item with `{followup}`. */
  earlier: Run[];
  /** The follow-ups since. */
  later: Run[];
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

interface Occurrence {
  path: string;
  date: string;
  story: Story;
  /** The title made ready to be compared; read where it is compared at all. */
  wording?: Wording | undefined;
}

/** The other runs of a story. */
interface Runs {
  /** By its link, oldest first. */
  linked: Occurrence[];
  /** By nearly its title, oldest first. */
  alike: Occurrence[];
}

/** The stories of all issues, found by canonical link and by title. */
export class Stories {
  #byPath = new Map<string, Occurrence[]>();
  #byLink = new Buckets<string, Occurrence>();
  #byTitle = new Buckets<number, Occurrence>();

  /** Puts a file's stories in the place of those that it had. */
  replace(path: string, date: string, stories: readonly Story[]): void {
    for (const old of this.#byPath.get(path) ?? []) {
      if (old.story.link !== undefined) this.#byLink.remove(old.story.link, old);
      for (const key of old.story.keys) this.#byTitle.remove(key, old);
    }
    const occurrences = stories.map((story) => ({ path, date, story }));
    for (const added of occurrences) {
      if (added.story.link !== undefined) this.#byLink.add(added.story.link, added);
      for (const key of added.story.keys) this.#byTitle.add(key, added);
    }
    this.#byPath.set(path, occurrences);
  }

  /** The paths of the other files that have a story in common with a file. */
  neighboursOf(path: string): string[] {
    return (this.#byPath.get(path) ?? []).flatMap((own) => {
      const { linked, alike } = this.#runsOf(own);
      return [...linked, ...alike].map((other) => other.path);
    });
  }

  judge(path: string): Verdict {
    const messages: StoryMessage[] = [];
    const threads: Thread[] = [];
    for (const own of this.#byPath.get(path) ?? []) {
      const runs = this.#runsOf(own);
      const message = findMessage(own, runs);
      const thread = findThread(own, runs);
      if (message) messages.push(message);
      if (thread) threads.push(thread);
    }
    return { messages, threads };
  }

  #runsOf(own: Occurrence): Runs {
    const { story } = own;
    const isOther = ({ path }: Occurrence) => path !== own.path;
    const linked = story.link === undefined ? [] : this.#byLink.get(story.link).filter(isOther);
    const alike = new Set<Occurrence>();
    for (const key of story.keys) {
      if (!this.#byTitle.isShared(key)) continue;
      const candidates = this.#byTitle.get(key);
      // Words so common tell no story, and comparing all with all would take too long.
      if (candidates.length > mostCandidates) continue;
      for (const other of candidates) {
        if (isOther(other) && haveLikeTitles(own, other)) alike.add(other);
      }
    }
    return { linked: linked.sort(byDate), alike: [...alike].sort(byDate) };
  }
}

function findMessage({ date, story }: Occurrence, { linked, alike }: Runs): StoryMessage | undefined {
  const { followup, place, followupPlace } = story;
  const runs = linked.filter((other) => other.date < date);
  const [first] = runs;
  if (first) {
    if (followup) return undefined;
    const which = runs.length === 1 ? 'second' : 'further';
    return { rule: 'item-repeat', place, reason: `Unexpected ${which} run of this story, first in ${where(first)}` };
  }
  const near = alike.find((other) => other.date < date);
  if (near) {
    // A title that comes back again and again is a column's, not a story's.
    if (followup || alike.filter((other) => !other.story.followup).length > 1) return undefined;
    const found = `title like ${quote(near.story.title)} in ${where(near)}`;
    return { rule: 'item-alike', place, reason: `Unexpected ${found}, expected a new story, or \`{followup}\`` };
  }
  if (!followup) return undefined;
  return {
    rule: 'item-followup',
    place: followupPlace ?? place,
    reason: 'Unexpected `{followup}` on a story that never ran before, expected an earlier item with its link or title',
  };
}

function findThread({ date, story }: Occurrence, { linked, alike }: Runs): Thread | undefined {
  const runs = [...new Set([...linked, ...alike])].sort(byDate);
  const earlier = story.followup ? runs.filter((other) => other.date < date) : [];
  const later = runs.filter((other) => other.story.followup && other.date > date);
  if (earlier.length === 0 && later.length === 0) return undefined;
  return { name: story.name, earlier: earlier.map(toRun), later: later.map(toRun) };
}

const mostCandidates = 30;

function haveLikeTitles(one: Occurrence, other: Occurrence): boolean {
  one.wording ??= readWording(one.story.title);
  other.wording ??= readWording(other.story.title);
  return one.wording !== undefined && other.wording !== undefined && areAlike(one.wording, other.wording);
}

function toRun({ date, story: { name, title } }: Occurrence): Run {
  return { date, name, title };
}

/** Two runs are never equal, so that no order depends on which file was read first. */
function byDate(one: Occurrence, other: Occurrence): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.story.place.start.line - other.story.place.start.line;
}

/** `2026-03-14, News, item 2` */
function where({ date, story }: Occurrence): string {
  return `${date}, ${story.section}, item ${story.number}`;
}
