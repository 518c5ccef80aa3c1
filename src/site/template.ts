import type { SectionMonth } from '../browse/section.ts';
import type { SourcePage } from '../browse/source.ts';
import type { FeedOutline } from '../feeds/catalogue.ts';
import type { MonthDocument } from '../feeds/history.ts';
import type { Compression } from '../hosting/compress.ts';
import type { HostingFacts } from '../hosting/files.ts';
import type { HealthFacts } from '../hosting/health.ts';
import type { Move } from '../hosting/redirects.ts';
import type { Entry } from '../issue/entry.ts';
import type { IssueRef } from '../issue/reader.ts';
import type { Issue } from '../issue/schema.ts';
import type { Card } from '../share/card.ts';
import type { NearestRuns } from '../thread.ts';
import type { FeedFile } from '../urls.ts';
import type { BrokenView, Frame } from '../view.ts';

/** An issue as the lists of a page name it. */
export type EntryLine = Pick<Entry, 'date' | 'tagline' | 'title'>;

/** An issue with all that its page shows of others. */
export interface DayProps {
  issue: IssueRef;
  /** The runs of its stories in other issues that have a page. */
  threads: NearestRuns[];
  /** Those of its hosts that have a page of their own. */
  hosts: string[];
  /** Why no reader can see it yet; only in a preview. */
  badge?: string;
}

/** What each page of the site is made from, by the name of its template. All of it can be sent to another thread. */
export interface PageProps {
  Home: {
    newest?: DayProps;
    recent: EntryLine[];
    /** Of the newest issues, newest first. */
    dates: string[];
    /** Only ever in a preview. */
    broken: BrokenView[];
  };
  Day: DayProps & { newer?: EntryLine; older?: EntryLine; image: string };
  Month: { month: string; entries: Entry[]; hosts: string[]; newer?: string; older?: string };
  Year: { year: string; entries: EntryLine[]; newer?: string; older?: string };
  Archive: { dates: string[] };
  SectionMonth: { page: SectionMonth; hosts: string[] };
  SourcePage: { page: SourcePage };
  Sources: { sources: { host: string; count: number }[] };
  Search: { parts: string[]; years: string[]; sources: string[] };
  Subscribe: object;
  CatchUp: object;
  About: { title: string; html?: string };
  NotFound: object;
  /** Only ever in a preview. */
  Broken: { file: BrokenView };
}

/** What each other file of the site is made from, by the name of its writer in `write.ts`. */
export interface DataProps {
  issueFeed: {
    outline: FeedOutline;
    file: FeedFile;
    /** As many as the feed should hold, newest first. */
    issues: IssueRef[];
    /** Of all issues, as far as they decide where the feed leads on to: the one after those in the feed is among them. */
    dates: string[];
    since?: string;
  };
  itemFeed: { outline: FeedOutline; file: FeedFile; issues: IssueRef[]; since?: string };
  monthFeed: { outline: FeedOutline; file: FeedFile; month: MonthDocument; issues: IssueRef[]; since?: string };
  issueMarkdown: { issue: IssueRef };
  issueData: { issue: IssueRef };
  archiveData: { newest: EntryCount[]; years: { year: string; count: number }[] };
  yearData: { year: string; entries: EntryCount[] };
  issueSchema: object;
  opml: object;
  feedStyle: object;
  llms: { newest: Entry[] };
  robots: object;
  sitemapIndex: { names: string[] };
  sitemap: { pages: { path: string; changed?: string }[] };
  searchWords: { parts: string[] };
  shareImage: { card: Card };
  health: HealthFacts;
  /** For hosts, with a file of the owner's whose lines are added. */
  hostHeaders: HostingFacts & { own?: string };
  hostRedirects: { moves: Move[]; gone: string[]; own?: string };
  /** Where an issue is now. */
  moved: { to: string };
  /** A file of the site that is printed already, compressed. */
  compressed: { of: string; compression: Compression };
  /** A file of this machine, as it is. */
  copy: { file: string };
}

/** An issue in the archive's data. */
export type EntryCount = EntryLine & { changed?: string; aliases?: string[]; items: number };

/** What a template or a writer has beside its props. */
export interface Desk extends Omit<Frame, 'sourceHosts'> {
  /** The whole of an issue, from the cache. */
  readIssue: (issue: IssueRef) => Issue;
}

/** A page with its props, as the route of all pages gets it. */
export type Page = { [Name in keyof PageProps]: { template: Name; props: PageProps[Name] } }[keyof PageProps];
