import { digestContent } from '../hosting/health.ts';
import { headersPath, healthPath } from '../urls.ts';
import { countInSection } from './audit.ts';
import type { Copy, Edition } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** What a site is made by, and from. */
export interface Origin {
  version: string;
  commit: string | undefined;
}

/**
 * What hosts are told, in the formats of those that read files for it.
 *
 * @param styles the hashes of the styles that stand in pages
 */
export function listHosting(edition: Edition, styles: readonly string[], origin: Origin): Sheet[] {
  const { newsletter, issues, about, next } = edition;
  const { version, commit } = origin;
  const facts = {
    years: [...new Set(issues.map(({ entry }) => entry.date.slice(0, 4)))],
    styles: [...styles],
    hasRemoteImages:
      issues.some(({ hasRemoteImages }) => hasRemoteImages) || /<img src="https?:/.test(about?.html ?? ''),
  };
  const ownHeaders = findOwn(edition, headersPath);
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
  ];
}

/** The owner's own file of a name, under `public/`. */
function findOwn({ copies }: Edition, path: string): Copy | undefined {
  return copies.find((copy) => copy.path === path);
}
