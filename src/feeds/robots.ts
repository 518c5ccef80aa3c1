import { sitemapIndexPath, type Site } from '../urls.ts';

/** Rules for robots (RFC 9309): everything may be read, and here is the site map. */
export function toRobots(site: Site): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${site.absolute(sitemapIndexPath)}\n`;
}
