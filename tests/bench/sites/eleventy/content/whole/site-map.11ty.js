import { writeSiteMap } from '../../shared/data.ts';

export const data = {
  pagination: { data: 'collections.siteMaps', size: 1, alias: 'siteMap' },
  permalink: ({ siteMap }) => `/sitemap-${siteMap.name}.xml`,
};

export function render({ siteMap }) {
  return writeSiteMap(siteMap);
}
