import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { writeDate } from '../calendar.ts';
import { hostOf } from '../issue/link.ts';
import { rebase } from '../issue/render.ts';
import type { Issue, Item, Section } from '../issue/schema.ts';
import type { Newsletter } from '../newsletter.ts';
import { issuePath, type Site } from '../urls.ts';
import { clean } from './clean.ts';

/** The whole of an issue as HTML for a feed, the same texts in the same order as on its page. */
export function writeIssueContent(issue: Issue, newsletter: Newsletter, site: Site): string {
  const { date, tagline, intro, sections, corrections, updated } = issue;
  const { callToAction, language } = newsletter;
  const nodes = [
    h('p', h('strong', tagline)),
    ...(callToAction ? [h('p', h('a', { href: callToAction.link }, callToAction.text))] : []),
    ...(updated === undefined ? [] : [h('p', `Updated ${writeDate(updated, language).long}`)]),
    ...(intro ? [raw(intro.html)] : []),
    ...sections.flatMap(writeSection),
    ...writeCorrections(corrections, language),
  ];
  return write(nodes, date, site);
}

/** An item's summary as HTML for a feed, with the link to its story, whose title the entry has already. */
export function writeItemContent({ link, summary }: Item, date: string, site: Site): string {
  const story = link === undefined ? [] : [h('p', h('a', { href: link }, hostOf(link)))];
  return write([raw(summary.html), ...story], date, site);
}

function write(nodes: ElementContent[], date: string, site: Site): string {
  const root: Root = h(null, nodes);
  const html = toHtml(root, { allowDangerousHtml: true });
  return clean(rebase(html, { root: site.url, page: site.absolute(issuePath(date)) }));
}

function writeSection({ name, items }: Section): ElementContent[] {
  return [h('h2', name), ...items.flatMap(writeItem)];
}

function writeItem({ title, link, summary }: Item): ElementContent[] {
  const words = raw(title.html);
  // In a list, so that no node is taken for properties.
  return [h('h3', [link === undefined ? words : h('a', { href: link }, [words])]), raw(summary.html)];
}

function writeCorrections(corrections: Issue['corrections'], language: string): ElementContent[] {
  if (corrections.length === 0) return [];
  const list = corrections.map(({ date, text }) => h('li', `${writeDate(date, language).long}: ${text}`));
  return [h('h2', 'Corrections'), h('ul', list)];
}

/** HTML that `render.ts` made safe. */
function raw(html: string): ElementContent {
  // The raw node is one of hast's own, though only some of its tools know it.
  return { type: 'raw', value: html } as unknown as ElementContent;
}
