import { hash } from 'node:crypto';
import { schemeScript } from './scheme.ts';

/** What one page may do beside what every page may. */
export interface PagePolicy {
  /** Whether it is the search: Pagefind is a program in WebAssembly, with a thread of its own. */
  isSearch: boolean;
  /** The hashes of the styles that stand in the page, from `hashInline`. */
  styles: readonly string[];
  /** Where its pictures come from beside the site itself: origins, or `https:`. */
  images: readonly string[];
}

/**
 * The Content-Security-Policy of a page (W3C CSP Level 3). What is not named is forbidden: no script or style that is not
 * the site's own file, or one of ours by its hash; no `eval`; nothing from or to another place, but for pictures that an
 * issue really shows.
 */
export function writePolicy({ isSearch, styles, images }: PagePolicy): string {
  return writeDirectives({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(isSearch ? ["'wasm-unsafe-eval'"] : []), hashInline(schemeScript)],
    ...(isSearch && { 'worker-src': ["'self'"] }),
    'style-src': ["'self'", ...styles],
    'img-src': ["'self'", ...images],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': [isSearch ? "'self'" : "'none'"],
    'base-uri': ["'none'"],
  });
}

/** The same policy as a host sends it: with what a page cannot say of itself (`frame-ancestors`), or only where it is on HTTPS. */
export function writeHeaderPolicy(page: PagePolicy): string {
  return `${writePolicy(page)}; ${hostPolicy}`;
}

/** What a host sends with every file, feeds and data included. */
export const hostPolicy = writeDirectives({ 'frame-ancestors': ["'none'"], 'upgrade-insecure-requests': [] });

/** The policy of a page that leads to another address, and has no style. */
export function writeMovedPolicy(script: string): string {
  return writeDirectives({ 'default-src': ["'none'"], 'script-src': [hashInline(script)], 'base-uri': ["'none'"] });
}

/** A style or script inside a page, as a policy names it: `'sha256-…'` of its very text. */
export function hashInline(text: string): string {
  return `'sha256-${hash('sha256', text, 'base64')}'`;
}

function writeDirectives(directives: Record<string, readonly string[]>): string {
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}
