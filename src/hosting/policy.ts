import { hash } from 'node:crypto';
import { moveScript, schemeScript } from './scripts.ts';

/** What one page may do beside what every page may. */
export interface PagePolicy {
  /** Whether it is the search: Pagefind is a program in WebAssembly, with a thread of its own. */
  isSearch: boolean;
  /** The hashes of the styles that stand in the page, from `hashInline`. */
  styles: readonly string[];
  /** Where its pictures come from beside the site itself: origins, or `https:`. */
  images: readonly string[];
  /** Whether it may lead to another address. */
  hasMoves?: boolean;
}

/**
 * The Content-Security-Policy of a page (W3C CSP Level 3). What is not named is forbidden: no script or style that is not
 * the site's own file, or one of ours by its hash; no `eval`; nothing from or to another place, but for pictures that an
 * issue really shows.
 */
export function writePolicy({ isSearch, styles, images, hasMoves = false }: PagePolicy): string {
  const scripts = [schemeScript, ...(hasMoves ? [moveScript] : [])];
  return writeDirectives({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(isSearch ? ["'wasm-unsafe-eval'"] : []), ...scripts.map(hashInline)],
    ...(isSearch && { 'worker-src': ["'self'"] }),
    'style-src': ["'self'", ...styles],
    'img-src': ["'self'", ...images],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': [isSearch ? "'self'" : "'none'"],
    'base-uri': ["'none'"],
  });
}

/** What all pages of a site but the search may do together. */
export type SitePolicy = Required<Omit<PagePolicy, 'isSearch'>>;

/**
 * The same policy as a host sends it: one for the search and one for all other pages. With what a page cannot say of itself
 * (`frame-ancestors`), or only where it is on HTTPS.
 */
export function writeHeaderPolicy(isSearch: boolean, { styles, images, hasMoves }: SitePolicy): string {
  const page = isSearch ? { isSearch, styles: [], images: [] } : { isSearch, styles, images, hasMoves };
  return `${writePolicy(page)}; ${hostPolicy}`;
}

/** What a host sends with every file, feeds and data included. */
export const hostPolicy = writeDirectives({ 'frame-ancestors': ["'none'"], 'upgrade-insecure-requests': [] });

/** The policy of a page that leads to another address, and has no style. */
export function writeMovedPolicy(): string {
  return writeDirectives({ 'default-src': ["'none'"], 'script-src': [hashInline(moveScript)], 'base-uri': ["'none'"] });
}

/** A style or script inside a page, as a policy names it: `'sha256-…'` of its very text. */
export function hashInline(text: string): string {
  const known = hashes.get(text) ?? `'sha256-${hash('sha256', text, 'base64')}'`;
  hashes.set(text, known);
  return known;
}

/** All pages have the same few. */
const hashes = new Map<string, string>();

function writeDirectives(directives: Record<string, readonly string[]>): string {
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}
