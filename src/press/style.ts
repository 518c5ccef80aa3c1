import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hashInline } from '../hosting/policy.ts';

/** The head of a page that carries its style. */
export interface StyledHead {
  head: string;
  /** The hashes of what stands in it, for its policy. */
  styles: string[];
}

/**
 * Puts the style of a page into its head: whoever comes by a link reads after one request.
 *
 * @param client the folder of the compiled program that holds the site's assets
 * @param base the site's base path
 */
export function createStyler(client: string, base: string): (head: string) => StyledHead {
  const known = new Map<string, { css: string; hash: string }>();
  const read = (name: string) => {
    const style = known.get(name) ?? readStyle(path.join(client, name));
    known.set(name, style);
    return style;
  };
  return (head) => {
    const styles: string[] = [];
    const styled = head.replaceAll(link, (_, href: string) => {
      const { css, hash } = read(href.slice(base.length));
      styles.push(hash);
      return `<style>${css}</style>`;
    });
    return { head: styled, styles };
  };
}

/** A style as it stands in a page, and its hash. */
export function readStyle(file: string): { css: string; hash: string } {
  const css = readFileSync(file, 'utf8').trim();
  return { css, hash: hashInline(css) };
}

/** As Astro writes it. */
const link = /<link rel="stylesheet" href="([^"]+)">/g;
