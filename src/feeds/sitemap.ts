import { x } from 'xastscript';
import type { Site } from '../urls.ts';
import { writeXml } from './xml.ts';

/** A page, or a part of a site map, with the day of its last change where the content tells it. */
export interface SitemapEntry {
  path: string;
  changed?: string | undefined;
}

/** One part of a site map: the pages in it. */
export function toSitemap(pages: readonly SitemapEntry[], site: Site): string {
  return write('urlset', 'url', pages, site);
}

/** The list of a site map's parts. */
export function toSitemapIndex(parts: readonly SitemapEntry[], site: Site): string {
  return write('sitemapindex', 'sitemap', parts, site);
}

/** The latest change among some entries. */
export function latestChange(entries: readonly SitemapEntry[]): string | undefined {
  return entries.reduce<string | undefined>(
    (latest, { changed }) => (changed !== undefined && (latest === undefined || changed > latest) ? changed : latest),
    undefined,
  );
}

function write(root: string, element: string, entries: readonly SitemapEntry[], site: Site): string {
  const children = entries.map(({ path, changed }) =>
    x(element, [x('loc', site.absolute(path)), changed === undefined ? undefined : x('lastmod', changed)]),
  );
  return writeXml(x(root, { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' }, children));
}
