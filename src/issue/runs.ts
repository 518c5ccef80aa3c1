import type { StoryIndex } from './story-index.ts';

/** One run of a story, as another item's page links to it. */
export interface Run {
  date: string;
  /** Which of its issue's stories it is, from 0. */
  index: number;
  /** The item's anchor on its page; read when it is asked for, as its title is. */
  readonly name: string;
  readonly title: string;
}

/** The runs of an item's story in other issues. */
export interface Thread {
  /** Which of its issue's stories it is, from 0. */
  index: number;
  /** The item's anchor; read when it is asked for. */
  readonly name: string;
  /** What ran before; only of an item with `{followup}`. */
  earlier: Runs;
  /** The follow-ups since. */
  later: Runs;
}

// An archive has thousands of threads, and most are asked for no more than the date of one run: so each is a few numbers.

/** A part of a sorted list of stories, in the order in which it is gone through: the nearest run first. */
export interface Part {
  ids: readonly number[];
  first: number;
  step: 1 | -1;
  length: number;
}

/** Some runs of a story, all before it or all after it. */
export class Runs {
  readonly #stories: StoryIndex;
  readonly #parts: readonly Part[];

  constructor(stories: StoryIndex, parts: readonly Part[]) {
    this.#stories = stories;
    this.#parts = parts;
  }

  /** The nearest run of an issue that passes a test: of a story that runs every day, few are ever asked for. */
  find(passes: (date: string) => boolean): Run | undefined {
    let nearest: number | undefined;
    for (const part of this.#parts) {
      const id = this.#findIn(part, passes);
      if (id === undefined) continue;
      const isNearer = nearest === undefined || Math.sign(this.#stories.compare(nearest, id)) === part.step;
      if (isNearer) nearest = id;
    }
    return nearest === undefined ? undefined : new StoryRun(this.#stories, nearest);
  }

  #findIn({ ids, first, step, length }: Part, passes: (date: string) => boolean): number | undefined {
    for (let count = 0; count < length; count++) {
      const id = ids[first + step * count];
      if (id !== undefined && passes(this.#stories.fileOf(id).date)) return id;
    }
    return undefined;
  }
}

export class StoryThread implements Thread {
  readonly index: number;
  readonly earlier: Runs;
  readonly later: Runs;
  readonly #stories: StoryIndex;
  readonly #id: number;

  constructor(stories: StoryIndex, id: number, earlier: Runs, later: Runs) {
    this.index = id - stories.fileOf(id).first;
    this.earlier = earlier;
    this.later = later;
    this.#stories = stories;
    this.#id = id;
  }

  get name(): string {
    return this.#stories.storyOf(this.#id).name;
  }
}

class StoryRun implements Run {
  readonly date: string;
  readonly index: number;
  readonly #stories: StoryIndex;
  readonly #id: number;

  constructor(stories: StoryIndex, id: number) {
    const { date, first } = stories.fileOf(id);
    this.date = date;
    this.index = id - first;
    this.#stories = stories;
    this.#id = id;
  }

  get name(): string {
    return this.#stories.storyOf(this.#id).name;
  }

  get title(): string {
    return this.#stories.storyOf(this.#id).title;
  }
}
