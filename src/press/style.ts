import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Puts the style of a page into the page: whoever comes by a link reads after one request.
 *
 * @param client the folder of the compiled program that holds the site's assets
 * @param base the site's base path
 */
export function createStyler(client: string, base: string): (html: string) => string {
  const styles = new Map<string, string>();
  const read = (name: string) => {
    const known = styles.get(name) ?? readFileSync(path.join(client, name), 'utf8').trim();
    styles.set(name, known);
    return known;
  };
  return (html) => html.replaceAll(link, (_, href: string) => `<style>${read(href.slice(base.length))}</style>`);
}

/** As Astro writes it. */
const link = /<link rel="stylesheet" href="([^"]+)">/g;
