import { dataPath, issuePath, markdownPath, notFoundPath, type Site } from '../urls.ts';

/** An address that an issue, its Markdown or its data had, and the one at which it is now; both from the root of the site. */
export interface Move {
  from: string;
  to: string;
}

/** Where the addresses of issues lead that were moved to other dates. */
export function listMoves(issues: readonly { date: string; aliases?: readonly string[] | undefined }[]): Move[] {
  return issues.flatMap(({ date, aliases = [] }) =>
    aliases.flatMap((alias) =>
      [issuePath, markdownPath, dataPath].map((pathOf) => ({ from: pathOf(alias), to: pathOf(date) })),
    ),
  );
}

/** The addresses of issues that are no more. */
export function listGone(dates: readonly string[]): string[] {
  return dates.flatMap((date) => [issuePath(date), markdownPath(date), dataPath(date)]);
}

/**
 * The file `_redirects`, as Netlify and Cloudflare Pages read it.
 *
 * Of two lines for one address both take the first that they understand. Where a file is at the address, Netlify leads on
 * only with `!` behind the number, which Cloudflare does not understand, but it needs none. Nor does it understand 410: there
 * what is gone is answered with 404.
 *
 * @param own lines that the owner adds: below, since Cloudflare wants lines with `*` after all others
 */
export function toRedirects(moves: readonly Move[], gone: readonly string[], site: Site, own = ''): string {
  const lines = [
    '# Where Netlify and Cloudflare Pages lead readers to; written by `npm run build`.',
    '# Lines of your own, in public/_redirects, are added below.',
    ...moves.flatMap(({ from, to }) => {
      const line = `${site.href(from)} ${site.href(to)} 301`;
      return from.endsWith('/') ? [`${line}!`, line] : [line];
    }),
    ...gone.map((path) => `${site.href(path)} ${site.href(notFoundPath)} 410`),
  ];
  return `${[...lines, ...(own.trim() ? ['# From public/:', own.trim()] : [])].join('\n')}\n`;
}
