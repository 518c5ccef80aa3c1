import { writeSiteMapIndex } from '../../shared/data.ts';

export const data = { permalink: '/sitemap-index.xml', eleventyImport: { collections: ['siteMaps'] } };

export function render({ collections }) {
  return writeSiteMapIndex(collections.siteMaps);
}
