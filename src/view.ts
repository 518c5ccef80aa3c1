import { weekdaysIn, weeksOf } from './browse/month.ts';
import type { PictureSize } from './browse/picture.ts';
import type { Story } from './browse/story.ts';
import { readingMinutes } from './browse/time.ts';
import { writeDate, writeDay, writeMonth, writeMonthName, type WrittenDate } from './calendar.ts';
import type { Entry } from './issue/entry.ts';
import { hostOf } from './issue/link.ts';
import { rebase } from './issue/render.ts';
import type { Issue, Item, Section } from './issue/schema.ts';
import type { Newsletter } from './newsletter.ts';
import type { RunView } from './thread.ts';
import { issuePath, itemPath, monthPath, sectionAnchor, sectionPath, sourcePath, type Site } from './urls.ts';

/** What every view is made with. */
export interface Frame {
  newsletter: Newsletter;
  site: Site;
  /** The hosts that have a page of their own. */
  sourceHosts: ReadonlySet<string>;
  /** The size of a local image, by its address from the site's root. */
  measure: (address: string) => PictureSize | undefined;
}

/** An issue as its page shows it: every date written, every address ready. */
export interface IssueView {
  written: WrittenDate;
  href: string;
  tagline: string;
  title?: string;
  intro?: string;
  sections: SectionView[];
  itemCount: number;
  /** How long it takes to read. */
  minutes: number;
  updated?: WrittenDate;
  corrections: { written: WrittenDate; text: string }[];
}

export interface SectionView {
  name: string;
  anchor: string;
  /** The page of the section over all issues. */
  href: string;
  items: ItemView[];
}

export interface ItemView {
  name: string;
  /** Its title as safe HTML, and as plain text. */
  title: string;
  plainTitle: string;
  link?: string;
  source?: SourceView;
  /** Safe HTML. */
  summary: string;
  /** The run of its story that it goes on with, and the one that goes on with it. */
  previously?: RunView;
  later?: RunView;
}

/** The host of a link, as a reader knows it. */
export interface SourceView {
  host: string;
  /** Its own page, where it has one. */
  href?: string;
}

/** An issue as a list of days shows it. */
export interface LineView {
  written: WrittenDate;
  href: string;
  tagline: string;
  title?: string;
}

/** An issue as a list with its stories shows it. */
export interface EntryView extends LineView {
  itemCount: number;
}

/** An item as a list over many issues shows it. */
export interface StoryView {
  /** Safe HTML. */
  title: string;
  /** The item on its issue's page. */
  href: string;
  section: string;
  written: WrittenDate;
  source?: SourceView;
}

/** A month as a calendar shows it. */
export interface MonthView {
  /** `March 2026`, and `March`. */
  title: string;
  name: string;
  href: string;
  count: number;
  weekdays: { long: string; short: string }[];
  weeks: ({ day: number; label?: string; href?: string } | undefined)[][];
}

/** A file that a preview cannot show, and what is to be mended in it. */
export interface BrokenView {
  path: string;
  report: string;
}

/** What the page of an issue shows. */
export function viewIssue(issue: Issue, frame: Frame): IssueView {
  const { date, title, intro, updated } = issue;
  const { newsletter, site } = frame;
  return {
    written: writeDate(date, newsletter.language),
    href: site.href(issuePath(date)),
    tagline: issue.tagline,
    ...(title !== undefined && { title }),
    ...(intro && { intro: onPage(intro.html, frame) }),
    sections: issue.sections.map((section) => viewSection(section, frame)),
    itemCount: countItems(issue),
    minutes: readingMinutes(issue),
    ...(updated !== undefined && { updated: writeDate(updated, newsletter.language) }),
    corrections: issue.corrections.map((correction) => ({
      written: writeDate(correction.date, newsletter.language),
      text: correction.text,
    })),
  };
}

/** What a list with stories shows of an issue. */
export function viewEntry(entry: Entry, frame: Frame): EntryView {
  return { ...viewLine(entry, frame), itemCount: countItems(entry) };
}

/** What a list of days shows of an issue. */
export function viewLine(
  { date, tagline, title }: Pick<Entry, 'date' | 'tagline' | 'title'>,
  { newsletter, site }: Pick<Frame, 'newsletter' | 'site'>,
): LineView {
  return {
    written: writeDate(date, newsletter.language),
    href: site.href(issuePath(date)),
    tagline,
    ...(title !== undefined && { title }),
  };
}

/** What a list shows of a story. */
export function viewStory({ date, name, title, section, host }: Story, frame: Frame): StoryView {
  return {
    title,
    href: frame.site.href(itemPath(date, name)),
    section,
    written: writeDate(date, frame.newsletter.language),
    ...(host !== undefined && { source: viewSource(host, frame) }),
  };
}

/**
 * What a calendar shows of a month.
 *
 * @param dates of the issues there are
 */
export function viewMonth(month: string, dates: ReadonlySet<string>, { newsletter, site }: Frame): MonthView {
  const { language } = newsletter;
  const viewDay = (date: string) => {
    const day = Number(date.slice(8));
    return dates.has(date) ? { day, label: writeDay(date, language), href: site.href(issuePath(date)) } : { day };
  };
  const weeks = weeksOf(month).map((week) => week.map((date) => (date === undefined ? undefined : viewDay(date))));
  return {
    title: writeMonth(month, language),
    name: writeMonthName(month, language),
    href: site.href(monthPath(month)),
    count: weeks.flat().filter((day) => day?.href !== undefined).length,
    weekdays: weekdaysIn(language),
    weeks,
  };
}

/** What is shown of a host. */
export function viewSource(host: string, { site, sourceHosts }: Frame): SourceView {
  return { host, ...(sourceHosts.has(host) && { href: site.href(sourcePath(host)) }) };
}

function viewSection({ name, items }: Section, frame: Frame): SectionView {
  const path = frame.newsletter.sections.find((section) => section.name === name)?.path ?? name;
  return {
    name,
    anchor: sectionAnchor(path),
    href: frame.site.href(sectionPath(path)),
    items: items.map((item) => viewItem(item, frame)),
  };
}

function viewItem({ name, title, link, summary }: Item, frame: Frame): ItemView {
  return {
    name,
    title: title.html,
    plainTitle: title.text,
    ...(link !== undefined && { link, source: viewSource(hostOf(link), frame) }),
    summary: onPage(summary.html, frame),
  };
}

/** The number of items of an issue. */
export function countItems({ sections }: Pick<Issue | Entry, 'sections'>): number {
  return sections.reduce((sum, { items }) => sum + items.length, 0);
}

/** A text's HTML for a page. What may be wider than a phone can be scrolled, with the keyboard, too; a cell is aligned by its class. */
export function onPage(html: string, { site, measure }: Pick<Frame, 'site' | 'measure'>): string {
  // Most texts are sentences and links.
  if (!mayNeedPlace.test(html)) return html;
  const sized = html.replace(/<img src="(\/[^"]*)"/g, (image, address: string) => {
    const size = measure(address);
    return `${image}${size ? ` width="${size.width}" height="${size.height}"` : ''} loading="lazy" decoding="async"`;
  });
  return rebase(sized, { root: site.base, page: '' })
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<div class="scroll" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replace(/<(t[hd]) align="(left|right|center)"/g, '<$1 class="$2"');
}

/** What is another thing on a page: pictures, code and tables. */
const mayNeedPlace = /<(?:img|pre|table)[ >]/;
