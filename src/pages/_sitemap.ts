import { latestChange, type SitemapEntry } from '../feeds/sitemap.ts';
import { homePath, issuePath, monthPath, sitemapPath, yearPath } from '../urls.ts';
import { openContent } from './_content.ts';

/** One part of the site map. */
export type SitemapPart = {
  path: string;
  name: string;
  pages: SitemapEntry[];
};

/** The parts of the site map: the pages that are always there, and each year's, so that an old year's part never changes. */
export async function listSitemapParts(): Promise<SitemapPart[]> {
  const { issues } = await openContent();
  const entries = issues.map(({ entry }) => entry);
  const years = [...Map.groupBy(entries, ({ date }) => date.slice(0, 4))];
  const parts = years.map(([year, ofYear]) => {
    const days = ofYear.map(({ date, changed }) => ({ path: issuePath(date), changed }));
    const months = [...Map.groupBy(ofYear, ({ date }) => date.slice(0, 7))].map(([month, ofMonth]) => ({
      path: monthPath(month),
      changed: latestChange(ofMonth.map(({ date, changed }) => ({ path: issuePath(date), changed }))),
    }));
    return toPart(year, [{ path: yearPath(year), changed: latestChange(days) }, ...months, ...days]);
  });
  const changed = latestChange(entries.map((entry) => ({ path: '', changed: entry.changed })));
  const lists = new Set([homePath, 'archive/']);
  const pages = ownPages.map((path) => ({ path, ...(lists.has(path) && { changed }) }));
  return [toPart('pages', pages), ...parts];
}

/** Every page with one address of its own; the others are made from the content. */
const ownPages = Object.keys(import.meta.glob('./**/*.astro'))
  .map((file) =>
    file
      .replace(/^\.\//, '')
      .replace(/\.astro$/, '')
      .replace(/(^|\/)index$/, '$1'),
  )
  .filter((name) => !/[[_]/.test(name) && name !== '404')
  .map((name) => (name === '' ? homePath : `${name.replace(/\/$/, '')}/`))
  .sort();

function toPart(name: string, pages: SitemapEntry[]): SitemapPart {
  return { path: sitemapPath(name), name, pages };
}

/** The routes of the site map's parts. */
export async function listSitemapRoutes() {
  return (await listSitemapParts()).map((part) => ({ params: { part: part.name }, props: part }));
}
