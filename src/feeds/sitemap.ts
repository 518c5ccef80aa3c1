import { x } from 'xastscript';
import type { Newsletter } from '../newsletter.ts';
import { sitemapPath, type Site } from '../urls.ts';
import { timesOf, writeRfc3339 } from './time.ts';
import { writeXml } from './xml.ts';

/** A page of a site map. */
export interface MappedPage {
  path: string;
  /** Of the issue on it that was published or changed last, where it shows issues by date. */
  date?: string;
  changed?: string;
}

/** The index of the site maps (sitemaps.org, protocol 0.9), which robots are led to. */
export function toSitemapIndex(names: readonly string[], site: Site): string {
  return writeXml(
    x(
      'sitemapindex',
      { xmlns },
      names.map((name) => x('sitemap', [x('loc', site.absolute(sitemapPath(name)))])),
    ),
  );
}

/** A site map. A page that shows issues by date tells when it was changed last. */
export function toSitemap(pages: readonly MappedPage[], newsletter: Newsletter, site: Site): string {
  return writeXml(
    x(
      'urlset',
      { xmlns },
      pages.map(({ path, date, changed }) =>
        x('url', [
          x('loc', site.absolute(path)),
          date === undefined ? undefined : x('lastmod', writeRfc3339(timesOf({ date, changed }, newsletter).updated)),
        ]),
      ),
    ),
  );
}

const xmlns = 'http://www.sitemaps.org/schemas/sitemap/0.9';
