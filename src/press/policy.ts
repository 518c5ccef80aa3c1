import { writePolicy } from '../hosting/policy.ts';
import type { StyledPage } from './style.ts';

/**
 * Puts a page's policy into the page, right after its encoding and so before all that it is to hold for.
 *
 * @param isSearch whether it is the search
 */
export function putPolicyInside({ html, styles }: StyledPage, isSearch: boolean): string {
  const policy = writePolicy({ isSearch, styles, images: findOrigins(html) });
  if (!html.includes(start)) throw new Error('Unexpected page without its encoding, expected the head of the layout');
  return html.replace(start, `${start}<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

/** As Astro writes it. */
const start = '<meta charset="utf-8">';

/** The origins of the pictures from elsewhere. A page's HTML has tags only where it shows a picture: texts are escaped. */
function findOrigins(html: string): string[] {
  // Hardly any page has one, and a look for these bytes is ten times as fast.
  if (!html.includes('<img src="http')) return [];
  const pictures = [...html.matchAll(/<img src="(https?:[^"]+)"/g)];
  return [...new Set(pictures.flatMap(([, url = '']) => URL.parse(url)?.origin ?? []))].sort();
}
