import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createArchiveData, createYearData } from '../feeds/archive.ts';
import { toAtom } from '../feeds/atom.ts';
import { createIssueFeed, createItemFeed, createMonthFeed } from '../feeds/create.ts';
import type { Feed } from '../feeds/feed.ts';
import { countFitting } from '../feeds/fit.ts';
import { toJsonFeed, writeJson } from '../feeds/json.ts';
import { toLlmsText } from '../feeds/llms.ts';
import { toOpml } from '../feeds/opml.ts';
import { toRobots } from '../feeds/robots.ts';
import { toRss } from '../feeds/rss.ts';
import { toSitemap, toSitemapIndex } from '../feeds/sitemap.ts';
import { createJsonSchema, createTwin } from '../feeds/twin.ts';
import { compress } from '../hosting/compress.ts';
import { toHeaders } from '../hosting/files.ts';
import { createHealth } from '../hosting/health.ts';
import { toMovedPage } from '../hosting/moved.ts';
import { toRedirects } from '../hosting/redirects.ts';
import type { Folders } from '../issue/files.ts';
import { formatIssue } from '../issue/format.ts';
import { readWords } from '../search/sums.ts';
import { rankWords } from '../search/words.ts';
import { drawCard } from '../share/draw.ts';
import type { FeedFile, Site } from '../urls.ts';
import type { DataProps, Desk } from './template.ts';

/** What a file of the site is made of. */
export type Content = string | Uint8Array;

/** What a writer has beside its props. */
export interface WriterDesk extends Pick<Desk, 'newsletter' | 'site' | 'readIssue'> {
  folders: Folders;
  /** The folder that the site is printed into. */
  stage: string;
  /** Says something to whoever builds the site. */
  say: (text: string) => void;
}

type Writers = { [Name in keyof DataProps]: (props: DataProps[Name], desk: WriterDesk) => Content | Promise<Content> };

/** Makes each file of the site that is no page, by the name of its writer. */
export const writers: Writers = {
  issueFeed: ({ outline, file, issues, dates, since }, { newsletter, site, readIssue, say }) => {
    const source = { newsletter, site, since };
    const newest = issues.map(readIssue);
    const wanted = createIssueFeed(outline, newest, dates, source);
    const count = countFitting(wanted, site);
    const missing = newest.length - count;
    if (missing === 0) return writeFeed(wanted, file, site);
    if (file === 'rss.xml') {
      say(`The feeds of issues hold the newest ${count} only: ${missing} more would pass 500 KB.`);
    }
    return writeFeed(createIssueFeed(outline, newest.slice(0, count), dates, source), file, site);
  },
  itemFeed: ({ outline, file, issues, since }, { newsletter, site, readIssue }) =>
    writeFeed(createItemFeed(outline, issues.map(readIssue), { newsletter, site, since }), file, site),
  monthFeed: ({ outline, file, month, issues, since }, { newsletter, site, readIssue }) =>
    writeFeed(createMonthFeed(outline, month, issues.map(readIssue), { newsletter, site, since }), file, site),
  issueMarkdown: ({ issue }, { readIssue }) => formatIssue(readIssue(issue)),
  issueData: ({ issue }, { newsletter, site, readIssue }) => writeJson(createTwin(readIssue(issue), newsletter, site)),
  archiveData: ({ newest, years }, { newsletter, site }) =>
    writeJson(createArchiveData(newest, years, newsletter, site)),
  yearData: ({ year, entries }, { newsletter, site }) => writeJson(createYearData(year, entries, newsletter, site)),
  issueSchema: (_, { newsletter, site }) => writeJson(createJsonSchema(newsletter, site)),
  opml: (_, { newsletter, site }) => toOpml(newsletter, site),
  feedStyle: (_, { folders }) => readFileSync(path.join(folders.root, 'src/feeds/style.css')),
  llms: ({ newest }, { newsletter, site }) => toLlmsText(newest, newsletter, site),
  robots: (_, { site }) => toRobots(site),
  sitemapIndex: ({ names }, { site }) => toSitemapIndex(names, site),
  sitemap: ({ pages }, { newsletter, site }) => toSitemap(pages, newsletter, site),
  searchWords: ({ parts }, { folders }) => JSON.stringify(rankWords(readWords(parts, folders))),
  shareImage: ({ card }, { folders }) => drawCard(card, folders),
  health: (facts, { newsletter, site }) => writeJson(createHealth(facts, newsletter, site)),
  hostHeaders: ({ own, ...facts }, { newsletter, site }) => toHeaders(facts, newsletter, site, readOwn(own)),
  hostRedirects: ({ moves, gone, own }, { site }) => toRedirects(moves, gone, site, readOwn(own)),
  moved: ({ to }, { newsletter, site }) => toMovedPage(site.absolute(to), site.href(to), newsletter.language),
  compressed: ({ of, compression }, { stage }) => compress(readFileSync(path.join(stage, of)), compression),
  copy: ({ file }) => readFileSync(file),
};

function readOwn(file: string | undefined): string {
  return file === undefined ? '' : readFileSync(file, 'utf8');
}

function writeFeed(feed: Feed, file: FeedFile, site: Site): string {
  return { 'rss.xml': toRss, 'atom.xml': toAtom, 'feed.json': toJsonFeed }[file](feed, site);
}
