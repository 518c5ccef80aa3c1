import { digestContent } from '../hosting/health.ts';
import { listGone, listMoves } from '../hosting/redirects.ts';
import { headersPath, healthPath, issuePath, redirectsPath } from '../urls.ts';
import { countInSection } from './audit.ts';
import type { Copy, Edition } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** What a site is made by, and from. */
export interface Origin {
  version: string;
  commit: string | undefined;
}

/**
 * What hosts are told, in the formats of those that read files for it; the site's health; and a page at each address that
 * an issue had before.
 *
 * @param styles the hashes of the styles that stand in pages
 */
export function listHosting(edition: Edition, styles: readonly string[], { version, commit }: Origin): Sheet[] {
  const { newsletter, issues, byYear, about, next } = edition;
  const entries = issues.map(({ entry }) => entry);
  const redirects = { moves: listMoves(entries), gone: listGone(newsletter.gone) };
  // Each page names the very hosts; to name those of all issues here, all would have to be read.
  const hasRemoteImages = issues.some((issue) => issue.hasRemoteImages) || /<img src="https?:/.test(about?.html ?? '');
  const facts = {
    years: [...byYear.keys()],
    policy: {
      styles: [...styles],
      images: hasRemoteImages ? ['https:'] : [],
      hasMoves: redirects.moves.length > 0,
    },
  };
  const [ownHeaders, ownRedirects] = [findOwn(edition, headersPath), findOwn(edition, redirectsPath)];
  return [
    createSheet(healthPath, 'health', () => ({
      ...(issues[0] && { newest: issues[0].entry.date }),
      ...(next !== undefined && { next }),
      issues: issues.length,
      items: countInSection(issues),
      digest: digestContent(issues, newsletter),
      version,
      ...(commit !== undefined && { commit }),
    })),
    createSheet(
      headersPath,
      'hostHeaders',
      () => ({ ...facts, ...(ownHeaders && { own: ownHeaders.file }) }),
      () => [facts, ownHeaders?.state],
    ),
    createSheet(
      redirectsPath,
      'hostRedirects',
      () => ({ ...redirects, ...(ownRedirects && { own: ownRedirects.file }) }),
      () => [redirects, ownRedirects?.state],
    ),
    ...entries.flatMap(({ date, aliases = [] }) =>
      aliases.map((alias) => createSheet(issuePath(alias), 'moved', () => ({ to: issuePath(date) }))),
    ),
  ];
}

/** The owner's own file of a name, under `public/`: its lines come after ours. */
function findOwn({ copies }: Edition, path: string): Copy | undefined {
  return copies.find((copy) => copy.path === path);
}
