import { splitAtHeadings, type Entry, type Story } from './archive.ts';
import { escape, site, strip, writeDay, writeWeekday } from './text.ts';

/** An issue next to another. */
interface Neighbour {
  url: string;
  day: string;
  tagline: string;
}

/** The content of an issue's page, with all that Dateline's has. */
export function writeIssue(entry: Entry, html: string, newer?: Neighbour, older?: Neighbour): string {
  const texts = splitAtHeadings(html);
  const sections = [...Map.groupBy(entry.stories, ({ section }) => section)];
  const minutes = Math.max(1, Math.round((strip(html).match(/\S+/g)?.length ?? 0) / 238));
  return `${writeDays(false, newer, older)}<article class="columns" data-date="${entry.day}"><header class="wide"><div class="dateline"><h1><time datetime="${entry.day}">${writeWeekday(entry.day)} — ${writeDay(entry.day)}</time></h1><p>${entry.stories.length} stories · ${minutes} minutes</p></div><p class="tagline">${escape(entry.tagline)}</p></header><nav class="rail" aria-label="In this issue"><ul class="plain">${sections.map(([name, { length }]) => `<li><a href="#~${name.toLowerCase()}">${name}</a> <span>${length}</span></li>`).join('')}</ul></nav>${sections.map(([name, stories]) => writeSection(name, stories, entry, texts)).join('')}</article>${writeDays(true, newer, older)}`;
}

function writeSection(name: string, stories: readonly Story[], entry: Entry, texts: readonly string[]): string {
  const anchor = `~${name.toLowerCase()}`;
  return `<section aria-labelledby="${anchor}"><h2 class="flag" id="${anchor}">${name}</h2>${stories.map((story) => writeItem(story, entry.ids[story.at] ?? '', texts[story.at] ?? '')).join('')}</section>`;
}

function writeItem({ title, link, host, isSource }: Story, id: string, text: string): string {
  const source = isSource()
    ? `<a href="/sources/${host}/" aria-label="${host}: more stories">${host}</a>`
    : `<span>${host}</span>`;
  return `<article class="item" id="${id}"><h3><a href="${escape(link)}" rel="noopener">${escape(title)}</a></h3><p class="source">${source}<a class="anchor" href="#${encodeURIComponent(id)}" aria-label="Link to this story: ${escape(title)}">#</a></p><div class="prose">${text}</div></article>`;
}

function writeDays(isFull: boolean, newer?: Neighbour, older?: Neighbour): string {
  const write = (issue: Neighbour | undefined, rel: string, name: string) =>
    issue
      ? `<a rel="${rel}" href="${issue.url}"><span aria-hidden="true">${rel === 'prev' ? '← ' : ''}</span><span class="${isFull ? 'name' : 'unseen'}">${name}: </span>${isFull ? `${writeWeekday(issue.day)}, ` : ''}${writeDay(issue.day)}<span aria-hidden="true">${rel === 'next' ? ' →' : ''}</span>${isFull ? `<p>${escape(issue.tagline)}</p>` : ''}</a>`
      : '';
  return `<nav aria-label="Days${isFull ? ', at the end' : ''}"${isFull ? ' class="full"' : ''}>${write(older, 'prev', 'Previous day')}${write(newer, 'next', 'Next day')}</nav>`;
}

/** What an issue's page tells search engines. */
export function describeIssuePage({ url, day, tagline, stories }: Entry): string {
  const page = `${site}${url}`;
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': page,
    headline: tagline,
    description: tagline,
    url: page,
    mainEntityOfPage: page,
    datePublished: day,
    dateModified: day,
    inLanguage: 'en',
    isAccessibleForFree: true,
    author: { '@type': 'Organization', name: 'The editors' },
    publisher: { '@type': 'Organization', name: 'The Bench', url: `${site}/` },
    articleSection: [...new Set(stories.map(({ section }) => section))],
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: stories.length,
      itemListElement: stories.map((story, at) => ({
        '@type': 'ListItem',
        position: at + 1,
        name: story.title,
        url: `${site}${story.url}`,
      })),
    },
  });
}
