// Copied beside the sites of the tools that write all pages: what they list, and how data and feeds look, is no tool's own.

/** An issue as the site's tool read it. */
export interface Issue {
  day: string;
  title: string;
  tagline: string;
  url: string;
  /** Its Markdown below the front matter. */
  body: string;
  /** The ids of its headings on its page, in their order. */
  ids: string[];
  /** Its HTML, asked for only when the tool has rendered it. */
  readHtml: () => string;
}

/** An issue with what the lists show of it. */
export interface Entry extends Issue {
  stories: Story[];
  /** What follows each heading, as HTML. */
  readTexts: () => string[];
  /** The same as Markdown. */
  readMarkdown: () => string[];
}

export interface Story {
  entry: Entry;
  section: string;
  /** Its place among the headings. */
  at: number;
  url: string;
  title: string;
  link: string;
  host: string;
  /** Whether its host has a page of its own. */
  isSource: () => boolean;
}

/** A page of stories: its address says of what. */
export interface StoryPage {
  url: string;
  name: string;
  /** The month or the year that it is about. */
  period?: string;
  stories: Story[];
  /** The other pages of the same: the newer and older one, or every year. */
  others: { url: string; period: string }[];
}

/** A feed of issues or of stories, in some formats below one folder. */
export interface Feed {
  /** `/`, `/items/`, `/2026/03/` */
  folder: string;
  title: string;
  /** A month's has no JSON. */
  isMonth: boolean;
  entries: { url: string; day: string; title: string; readHtml: () => string }[];
}

/** Everything that a site has beside its issues, gathered from them once, newest first. */
export type Archive = ReturnType<typeof gatherArchive>;

/** @param issues newest first */
export function gatherArchive(issues: readonly Issue[]) {
  const hosts = new Set<string>();
  const entries = issues.map((issue) => readEntry(issue, (host) => hosts.has(host)));
  const stories = entries.flatMap((entry) => entry.stories);
  const yearLists = [...Map.groupBy(entries, ({ day }) => day.slice(0, 4))].map(([year, ofYear]) => ({
    year,
    entries: ofYear,
  }));
  const months = listMonths(entries);
  const sections = [...Map.groupBy(stories, ({ section }) => section)];
  const sources = [...Map.groupBy(stories, ({ host }) => host)]
    .filter(([, { length }]) => length >= fewestStories)
    .sort(([a, { length: ofA }], [b, { length: ofB }]) => ofB - ofA || (a < b ? -1 : 1));
  for (const [host] of sources) hosts.add(host);
  const sectionPages = sections.flatMap(([name, ofSection]) => listSectionPages(name, ofSection));
  const sourcePages = sources.flatMap(([host, ofHost]) => listSourcePages(host, ofHost));
  return {
    entries,
    byUrl: new Map(entries.map((entry) => [entry.url, entry])),
    yearLists,
    months,
    sectionPages,
    sources: sources.map(([host, { length }]) => ({ host, count: length })),
    sourcePages,
    feeds: [
      createIssueFeed('/', '', entries.slice(0, newestIssues)),
      createStoryFeed('/items/', 'Items', stories),
      ...sections.map(([name, ofSection]) => createStoryFeed(`/${name.toLowerCase()}/`, name, ofSection)),
      ...months.map(({ url, month, entries: ofMonth }) => createIssueFeed(url, month, ofMonth)),
    ],
    siteMaps: listSiteMaps([
      ...['/', '/archive/', '/sources/'],
      ...yearLists.map(({ year }) => `/${year}/`),
      ...[...entries, ...months, ...sectionPages, ...sourcePages].map(({ url }) => url),
    ]),
  };
}

const fewestStories = 3;
const mostTogether = 50;
const newestIssues = 30;
const newestStories = 100;

function readEntry(issue: Issue, hasPage: (host: string) => boolean): Entry {
  const stories: Story[] = [];
  let texts: string[] | undefined;
  const entry = {
    ...issue,
    stories,
    readTexts: () => (texts ??= splitAtHeadings(issue.readHtml())),
    readMarkdown: () => issue.body.split(/^#{2,3} .*$/m).slice(1),
  };
  let section = '';
  listHeadings(issue.body).forEach(({ text, link }, at) => {
    if (link === undefined) section = text;
    else {
      const host = new URL(link).hostname.replace(/^www\./, '');
      stories.push({
        entry,
        section,
        at,
        url: `${issue.url}#${issue.ids[at]}`,
        title: text,
        link,
        host,
        isSource: () => hasPage(host),
      });
    }
  });
  return entry;
}

/** The headings of an issue in their order: a section has no link. */
export function listHeadings(body: string): { text: string; link?: string }[] {
  return [...body.matchAll(/^(?:## (.+)|### \[(.+)\]\((.+)\))$/gm)].map(([, section = '', title, link]) =>
    link === undefined ? { text: section } : { text: title ?? '', link },
  );
}

/** What follows each heading of an issue's HTML. */
export function splitAtHeadings(html: string): string[] {
  return html.split(/<h[23] .*<\/h[23]>\n?/).slice(1);
}

function listMonths(entries: readonly Entry[]) {
  return [...Map.groupBy(entries, ({ day }) => day.slice(0, 7))].map(([month, ofMonth], at, all) => ({
    url: addressOf(month),
    month,
    entries: ofMonth,
    others: [all[at - 1], all[at + 1]].flatMap((other) =>
      other ? [{ url: addressOf(other[0]), period: other[0] }] : [],
    ),
  }));
}

/** `/2026/03/` */
function addressOf(month: string): string {
  return `/${month.replace('-', '/')}/`;
}

/** A page for each month of a section; the newest has the section's own address. */
function listSectionPages(name: string, stories: readonly Story[]): StoryPage[] {
  const folder = `/${name.toLowerCase()}`;
  const months = [...Map.groupBy(stories, ({ entry }) => entry.day.slice(0, 7))].map(([period, ofMonth], at) => ({
    url: at === 0 ? `${folder}/` : `${folder}${addressOf(period)}`,
    period,
    ofMonth,
  }));
  return months.map(({ url, period, ofMonth }, at) => {
    const others = [months[at - 1], months[at + 1]].filter((month) => month !== undefined);
    return { url, name, period, stories: ofMonth, others };
  });
}

/** A page for all stories of a source, or one for each year where there are many; the newest has the source's own address. */
function listSourcePages(host: string, stories: Story[]): StoryPage[] {
  const folder = `/sources/${host}/`;
  if (stories.length <= mostTogether) return [{ url: folder, name: host, stories, others: [] }];
  const years = [...Map.groupBy(stories, ({ entry }) => entry.day.slice(0, 4))];
  const others = years.map(([period], at) => ({ url: at === 0 ? folder : `${folder}${period}/`, period }));
  return years.map(([period, ofYear], at) => ({
    url: others[at]?.url ?? folder,
    name: host,
    period,
    stories: ofYear,
    others,
  }));
}

function createIssueFeed(folder: string, month: string, entries: readonly Entry[]): Feed {
  return { folder, title: `The Bench ${month}`.trim(), isMonth: month !== '', entries: [...entries] };
}

function createStoryFeed(folder: string, title: string, stories: readonly Story[]): Feed {
  const entries = stories.slice(0, newestStories).map(({ entry, at, url, title }) => ({
    url,
    day: entry.day,
    title,
    readHtml: () => entry.readTexts()[at] ?? '',
  }));
  return { folder, title: `The Bench: ${title}`, isMonth: false, entries };
}

/** The addresses of each year, and under `0` those of none. */
function listSiteMaps(urls: readonly string[]): { name: string; urls: string[] }[] {
  return [...Map.groupBy(urls, (url) => /\/(\d{4})\//.exec(url)?.[1] ?? '0')].map(([name, ofName]) => ({
    name,
    urls: ofName,
  }));
}
