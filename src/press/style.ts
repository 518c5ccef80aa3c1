import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hashInline } from '../hosting/policy.ts';

/** The templates whose pages carry their style: strangers come to them. Pages of an archive would carry too many copies. */
export const carriers = ['Day', 'Home'] as const;

/** In a compiled program, the folder of what these pages need of each style. */
export const insideFolder = 'inside';

/** The head of a page that carries its style. */
export interface StyledHead {
  /** Its parts in their order. A style is the same bytes in many pages. */
  head: (string | Uint8Array)[];
  /** The hashes of the styles in it, for the page's policy. */
  styles: string[];
}

/**
 * Puts the style of a page into its head: whoever comes by a link reads after one request.
 *
 * @param program the folder of the compiled program
 */
export function createStyler(program: string): (head: string) => StyledHead {
  const known = new Map<string, { bytes: Uint8Array; hash: string }>();
  const read = (address: string) => {
    const style = known.get(address) ?? open(path.basename(address));
    known.set(address, style);
    return style;
  };
  const open = (name: string) => {
    const { css, hash } = readStyle(path.join(program, insideFolder, name));
    return { bytes: Buffer.from(`<style>${css}</style>`), hash };
  };
  return (head) => {
    const [first = '', ...rest] = head.split(link);
    const styled: StyledHead = { head: [first], styles: [] };
    // Addresses and what comes after them, in turns.
    for (let at = 0; at < rest.length; at += 2) {
      const { bytes, hash } = read(rest[at] ?? '');
      styled.head.push(bytes, rest[at + 1] ?? '');
      styled.styles.push(hash);
    }
    return styled;
  };
}

/** A style as it stands in a page, and its hash. */
export function readStyle(file: string): { css: string; hash: string } {
  const css = readFileSync(file, 'utf8').trim();
  return { css, hash: hashInline(css) };
}

/** As Astro writes it. */
const link = /<link rel="stylesheet" href="([^"]+)">/;
