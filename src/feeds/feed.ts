import type { Newsletter } from '../newsletter.ts';

/** A feed, whatever its format. Every address in it is absolute. */
export interface Feed {
  /** A tag URI that never changes. The documents of one feed and its archive share it. */
  id: string;
  /** Where it is on the site: empty for issues, `items/`, `news/`, or a month's path. */
  folder: string;
  title: string;
  description: string;
  /** The page that the feed follows. */
  link: string;
  language: string;
  author: Newsletter['author'];
  /** A square picture for readers that show feeds as cards. */
  icon?: string;
  favicon: string;
  /** When the newest of its entries was published or changed. */
  updated: Temporal.ZonedDateTime;
  /** Newest first. */
  entries: FeedEntry[];
  history: FeedHistory;
}

export interface FeedEntry {
  /** A tag URI that never changes. */
  id: string;
  /** Plain text. */
  title: string;
  /** The page of the issue, or the item's place on it. */
  link: string;
  /** The story that an item is about. */
  story?: string;
  published: Temporal.ZonedDateTime;
  updated: Temporal.ZonedDateTime;
  /** Plain text, short. */
  summary: string;
  /** The whole of it as HTML. */
  content: string;
  /** The sections that it is in. */
  categories: { name: string; path: string }[];
}

/** The place of a document among those that make up one feed (RFC 5005). Other documents are named by their folders. */
export interface FeedHistory {
  /** `complete` holds all there is, `archive` is one month, `current` is what readers subscribe to. */
  kind: 'complete' | 'archive' | 'current';
  /** The month before. */
  previous?: string;
  /** The month after. */
  next?: string;
}
