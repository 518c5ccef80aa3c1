import { writeDate } from '../calendar.ts';
import { escape, escapeValue } from '../issue/escape.ts';
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
  const parts = [
    `<p><strong>${escape(tagline)}</strong></p>`,
    callToAction ? `<p>${writeLink(callToAction.link, escape(callToAction.text))}</p>` : '',
    updated === undefined ? '' : `<p>Updated ${escape(writeDate(updated, language).long)}</p>`,
    intro?.html ?? '',
    ...sections.map(writeSection),
    writeCorrections(corrections, language),
  ];
  return forFeed(parts.join(''), date, site);
}

/** An item's summary as HTML for a feed, with the link to its story, whose title the entry has already. */
export function writeItemContent({ link, summary }: Item, date: string, site: Site): string {
  const story = link === undefined ? '' : `<p>${writeLink(link, escape(hostOf(link)))}</p>`;
  return forFeed(summary.html + story, date, site);
}

/** The HTML of a page as it stands in a feed. */
function forFeed(html: string, date: string, site: Site): string {
  return clean(rebase(html, { root: site.url, page: site.absolute(issuePath(date)) }));
}

function writeSection({ name, items }: Section): string {
  return `<h2>${escape(name)}</h2>${items.map(writeItem).join('')}`;
}

function writeItem({ title, link, summary }: Item): string {
  return `<h3>${link === undefined ? title.html : writeLink(link, title.html)}</h3>${summary.html}`;
}

function writeCorrections(corrections: Issue['corrections'], language: string): string {
  if (corrections.length === 0) return '';
  const list = corrections.map(({ date, text }) => `<li>${escape(`${writeDate(date, language).long}: ${text}`)}</li>`);
  return `<h2>Corrections</h2><ul>${list.join('')}</ul>`;
}

/** @param html the words of the link */
function writeLink(address: string, html: string): string {
  return `<a href="${escapeValue(address)}">${html}</a>`;
}
