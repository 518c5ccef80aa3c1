import { writeDate, type WrittenDate } from './calendar.ts';
import type { Entry } from './issue/archive.ts';
import { hostOf } from './issue/link.ts';
import { rebase } from './issue/render.ts';
import type { Issue, Item, Section } from './issue/schema.ts';
import type { Newsletter } from './newsletter.ts';
import type { RunView } from './thread.ts';
import { issuePath, itemPath, sectionAnchor, type Site } from './urls.ts';

/** An issue as its page shows it: every date written, every address ready. */
export interface IssueView {
  written: WrittenDate;
  href: string;
  tagline: string;
  title?: string;
  intro?: string;
  sections: SectionView[];
  updated?: WrittenDate;
  corrections: { written: WrittenDate; text: string }[];
}

export interface SectionView {
  name: string;
  anchor: string;
  items: ItemView[];
}

export interface ItemView {
  name: string;
  /** Its title as safe HTML, and as plain text. */
  title: string;
  plainTitle: string;
  link?: string;
  /** The host of the link, as a reader knows it. */
  source?: string;
  /** The address of the item on its issue's page. */
  href: string;
  /** Safe HTML. */
  summary: string;
  /** The run of its story that it goes on with, and the one that goes on with it. */
  previously?: RunView;
  later?: RunView;
}

/** An issue as a list shows it. */
export interface EntryView {
  written: WrittenDate;
  href: string;
  tagline: string;
  title?: string;
}

/** A file that a preview cannot show, and what is to be mended in it. */
export interface BrokenView {
  path: string;
  report: string;
}

/** What the page of an issue shows. */
export function viewIssue(issue: Issue, newsletter: Newsletter, site: Site): IssueView {
  const { date, title, intro, updated } = issue;
  return {
    written: writeDate(date, newsletter.language),
    href: site.href(issuePath(date)),
    tagline: issue.tagline,
    ...(title !== undefined && { title }),
    ...(intro && { intro: onPage(intro.html, site) }),
    sections: issue.sections.map((section) => viewSection(section, date, newsletter, site)),
    ...(updated !== undefined && { updated: writeDate(updated, newsletter.language) }),
    corrections: issue.corrections.map((correction) => ({
      written: writeDate(correction.date, newsletter.language),
      text: correction.text,
    })),
  };
}

/** What a list shows of an issue. */
export function viewEntry(
  { date, tagline, title }: Pick<Entry, 'date' | 'tagline' | 'title'>,
  newsletter: Newsletter,
  site: Site,
): EntryView {
  return {
    written: writeDate(date, newsletter.language),
    href: site.href(issuePath(date)),
    tagline,
    ...(title !== undefined && { title }),
  };
}

function viewSection({ name, items }: Section, date: string, { sections }: Newsletter, site: Site): SectionView {
  const path = sections.find((section) => section.name === name)?.path ?? name;
  return {
    name,
    anchor: sectionAnchor(path),
    items: items.map((item) => viewItem(item, date, site)),
  };
}

function viewItem({ name, title, link, summary }: Item, date: string, site: Site): ItemView {
  return {
    name,
    title: title.html,
    plainTitle: title.text,
    ...(link !== undefined && { link, source: hostOf(link) }),
    href: site.href(itemPath(date, name)),
    summary: onPage(summary.html, site),
  };
}

function onPage(html: string, site: Site): string {
  return rebase(html, { root: site.base, page: '' });
}
