import { headersPath } from '../urls.ts';
import type { Copy, Edition } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/**
 * What hosts are told, in the formats of those that read files for it.
 *
 * @param styles the hashes of the styles that stand in pages
 */
export function listHosting(edition: Edition, styles: readonly string[]): Sheet[] {
  const { issues, about } = edition;
  const facts = {
    years: [...new Set(issues.map(({ entry }) => entry.date.slice(0, 4)))],
    styles: [...styles],
    hasRemoteImages:
      issues.some(({ hasRemoteImages }) => hasRemoteImages) || /<img src="https?:/.test(about?.html ?? ''),
  };
  const ownHeaders = findOwn(edition, headersPath);
  return [
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
