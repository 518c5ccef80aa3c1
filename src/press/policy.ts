import { writePolicy } from '../hosting/policy.ts';
import type { StyledHead } from './style.ts';

/**
 * Puts a page's policy into its head, right after its encoding and so before all that it is to hold for.
 *
 * @param body what follows the head
 * @param isSearch whether it is the search
 */
export function putPolicyInside(
  { head: [first = '', ...rest], styles }: StyledHead,
  body: string,
  isSearch: boolean,
): StyledHead['head'] {
  const policy = writePolicy({ isSearch, styles, images: findOrigins(body) });
  if (typeof first !== 'string' || !first.includes(start)) {
    throw new Error('Unexpected page without its encoding, expected the head of the layout');
  }
  return [first.replace(start, `${start}<meta http-equiv="Content-Security-Policy" content="${policy}">`), ...rest];
}

/** As Astro writes it. */
const start = '<meta charset="utf-8">';

/** The origins of the pictures from elsewhere. A page's HTML has tags only where it shows a picture: texts are escaped. */
function findOrigins(body: string): string[] {
  // Hardly any page has one, and a look for these bytes is ten times as fast.
  if (!body.includes('<img src="http')) return [];
  const pictures = [...body.matchAll(/<img src="(https?:[^"]+)"/g)];
  return [...new Set(pictures.flatMap(([, url = '']) => URL.parse(url)?.origin ?? []))].sort();
}
