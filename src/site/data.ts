import { listFeeds, type FeedOutline } from '../feeds/catalogue.ts';
import { newestIssues, newestItems } from '../feeds/create.ts';
import { copyEntry } from '../issue/entry.ts';
import { listCards } from '../share/list.ts';
import {
  archiveDataPath,
  feedFiles,
  feedPath,
  feedStylePath,
  llmsPath,
  opmlPath,
  robotsPath,
  schemaPath,
  sharePath,
} from '../urls.ts';
import { countInSection, holding } from './audit.ts';
import { toCount } from './day.ts';
import { isPublished, toRef, type Edition, type ReadableIssue } from './edition.ts';
import { listLasting } from './pages.ts';
import { createSheet, toCopy, type Sheet } from './sheet.ts';
import { listSitemaps } from './sitemap.ts';

/** Every file that is no page and shows more than one year, or none: feeds and other data. */
export function listData(edition: Edition): Sheet[] {
  const { newsletter, byYear } = edition;
  const issues = edition.issues.filter(isPublished);
  return [
    ...listFeedSheets(issues, listFeeds(newsletter)),
    createSheet(
      archiveDataPath,
      'archiveData',
      () => ({
        newest: issues.slice(0, newestInData).map(toCount),
        years: Array.from(byYear, ([year, ofYear]) => ({ year, count: ofYear.filter(isPublished).length })).filter(
          ({ count }) => count > 0,
        ),
      }),
      undefined,
      holding(issues.slice(0, newestInData)),
    ),
    ...listSitemaps(listLasting(edition), [...byYear.keys()], edition.issues),
    createSheet(schemaPath, 'issueSchema', () => ({})),
    createSheet(opmlPath, 'opml', () => ({})),
    createSheet(feedStylePath, 'feedStyle', () => ({})),
    createSheet(
      llmsPath,
      'llms',
      () => ({ newest: issues.slice(0, newestIssues).map(({ entry }) => copyEntry(entry)) }),
      () => issues.slice(0, newestIssues).map(({ key }) => key),
    ),
    createSheet(robotsPath, 'robots', () => ({})),
    ...listCards(issues, newsletter).map(({ date, card }) =>
      createSheet(sharePath(date), 'shareImage', () => ({ card })),
    ),
  ];
}

/** The owner's files: ours stand before them. */
export function listOwn({ copies }: Edition): Sheet[] {
  return copies.map((copy) => ({ ...toCopy(copy), givesWay: true as const }));
}

/** The data of the archive holds as many of the newest issues; each year has its own. */
const newestInData = 100;

function listFeedSheets(issues: readonly ReadableIssue[], outlines: readonly FeedOutline[]): Sheet[] {
  const dates = issues.map(({ entry }) => entry.date);
  const oldest = dates.at(-1);
  const since = oldest === undefined ? {} : { since: oldest };
  return outlines.flatMap((outline) =>
    feedFiles.map((file): Sheet => {
      const path = feedPath(outline.folder, file);
      if (outline.kind === 'issues') {
        const newest = issues.slice(0, newestIssues).map(toRef);
        // The date after the last issue tells where the feed leads on to.
        const around = dates.slice(0, newestIssues + 1);
        const props = () => ({ outline, file, issues: newest, dates: around, ...since });
        return createSheet(path, 'issueFeed', props, props, (shown) => holding(fitting(issues, shown.issues))());
      }
      const taken = takeItems(issues, outline.section);
      const props = () => ({ outline, file, issues: taken.map(toRef), ...since });
      const items = Math.min(newestItems, countInSection(taken, outline.section));
      return createSheet(path, 'itemFeed', props, props, () => ({ issues: 0, items }));
    }),
  );
}

/** The issues that a feed must hold: as many as it should, or as it could. */
function fitting(issues: readonly ReadableIssue[], shown: number): readonly ReadableIssue[] {
  return issues.slice(0, Math.max(1, Math.min(shown, newestIssues)));
}

/** The newest issues that hold as many items as a feed shows. */
function takeItems(issues: readonly ReadableIssue[], section: string | undefined): ReadableIssue[] {
  const taken: ReadableIssue[] = [];
  let count = 0;
  for (const issue of issues) {
    if (count >= newestItems) break;
    const items = countInSection([issue], section);
    if (items === 0) continue;
    taken.push(issue);
    count += items;
  }
  return taken;
}
