import { getCollection } from 'astro:content';

/** What a list shows of an issue. */
export interface Line {
  day: string;
  title: string;
  tagline: string;
  href: string;
}

/** All issues, newest first: asked for and sorted once, since each page that did so would take as long as the archive. */
export const issues = (await getCollection('issues')).sort((a, b) => (a.data.day < b.data.day ? 1 : -1));

export const lines: Line[] = issues.map(({ data }) => ({ ...data, href: `/${data.day.replaceAll('-', '/')}/` }));

export const years: [string, Line[]][] = [...Map.groupBy(lines, ({ day }) => day.slice(0, 4))];

/** Whether the site has all pages of Dateline's, with all that is in them. */
export const hasAll = process.env.BENCH_PAGES === 'all';
