import type { ParsedFile } from './cache.ts';
import { toFacts, toHead, type EntryHead, type EntrySection, type EntryWithHosts } from './entry.ts';
import type { Facts, OutlineSection, Words } from './facts.ts';
import { markStories } from './marks.ts';
import type { Place } from './place.ts';
import type { Story } from './story.ts';

/** What lists, reports and the search for a story need of a file: all that reading it gave, but for its texts. */
export interface Card extends Pick<ParsedFile, 'images' | 'messages'> {
  /** Of its stories, by which they are found again. */
  marks: Int32Array;
  /** Nothing where the file cannot be read as an issue. */
  facts: Facts | undefined;
  /** Its `EntryHead`, where it has one. */
  head: Json;
  /** Its sections as `SectionRow[]`. */
  body: Json;
}

/** JSON as text, or still in UTF-8: few of an archive's cards are ever looked into. */
export type Json = string | Buffer;

/** A story as a card keeps it: its link is among the marks only. */
export type KeptStory = Omit<Story, 'link'>;

export function toCard({ issue, images, messages, stories }: ParsedFile): Card {
  const rest = stories.values();
  const rows = (issue?.sections ?? []).map(({ name, items }): SectionRow => [
    name,
    items.map(({ name, title, link }): ItemRow => {
      const story = rest.next().value;
      const text = story && story.title !== title.html ? story.title : 0;
      const place = story ? toRow(story.place) : 0;
      return [name, title.html, link ?? 0, text, place, story?.followupPlace ? toRow(story.followupPlace) : 0];
    }),
  ]);
  const paths = images.map(({ path }) => path);
  return {
    images,
    messages,
    marks: markStories(stories),
    facts: issue && toFacts(issue, paths),
    head: issue ? JSON.stringify(toHead(issue, paths)) : '',
    body: JSON.stringify(rows),
  };
}

/** The entry of an issue's card; nothing of another one's. */
export function entryOf(card: Card): EntryWithHosts | undefined {
  const { facts } = card;
  return facts && new CardEntry(card, facts);
}

/**
 * An entry of which nothing is read before it is asked for: most of those who go through an archive ask for facts only.
 * It cannot be sent to another thread; what `copyEntry` makes of it can.
 */
class CardEntry implements EntryWithHosts {
  readonly #card: Pick<Card, 'head' | 'body'>;
  readonly #facts: Facts;
  #head: EntryHead | undefined;
  #sections: EntrySection[] | undefined;

  constructor(card: Pick<Card, 'head' | 'body'>, facts: Facts) {
    this.#card = card;
    this.#facts = facts;
  }

  get date(): string {
    return this.#facts.date;
  }

  get draft(): boolean {
    return this.#facts.draft;
  }

  get changed(): string | undefined {
    return this.#facts.changed;
  }

  get outline(): OutlineSection[] {
    return this.#facts.outline;
  }

  get hosts(): Words {
    return this.#facts.hosts;
  }

  get aliases(): string[] | undefined {
    return this.#facts.hasAliases ? this.head.aliases : undefined;
  }

  get images(): string[] | undefined {
    return this.#facts.hasImages ? this.head.images : undefined;
  }

  get tagline(): string {
    return this.head.tagline;
  }

  get title(): string | undefined {
    return this.head.title;
  }

  get sections(): EntrySection[] {
    return (this.#sections ??= readRows(this.#card).map(toSection));
  }

  private get head(): EntryHead {
    return (this.#head ??= JSON.parse(String(this.#card.head)));
  }
}

/** The stories of a card, in the order of its marks. */
export function storiesOf(card: Pick<Card, 'body'>): KeptStory[] {
  return readRows(card).flatMap(([section, items]) =>
    items.map(([name, html, , text, place, followup], index) => ({
      section,
      number: index + 1,
      name,
      title: text === 0 ? html : text,
      followup: followup !== 0,
      place: toPlace(place),
      ...(followup !== 0 && { followupPlace: toPlace(followup) }),
    })),
  );
}

/** A section, and its items: an archive has so many of them that the names of their parts would be most of the file. */
type SectionRow = [name: string, items: ItemRow[]];

/** Zero stands for what is not there, or for a text that is the same as the HTML. */
type ItemRow = [
  name: string,
  title: string,
  link: string | 0,
  text: string | 0,
  place: PlaceRow | 0,
  followup: PlaceRow | 0,
];

type PlaceRow = [startLine: number, startColumn: number, endLine: number, endColumn: number];

function readRows({ body }: Pick<Card, 'body'>): SectionRow[] {
  return JSON.parse(String(body));
}

function toSection([name, items]: SectionRow): EntrySection {
  return { name, items: items.map(([name, title, link]) => ({ name, title, ...(link !== 0 && { link }) })) };
}

function toRow({ start, end }: Place): PlaceRow {
  return [start.line, start.column, end.line, end.column];
}

function toPlace(row: PlaceRow | 0): Place {
  const [startLine, startColumn, endLine, endColumn] = row === 0 ? [1, 1, 1, 1] : row;
  return { start: { line: startLine, column: startColumn }, end: { line: endLine, column: endColumn } };
}
