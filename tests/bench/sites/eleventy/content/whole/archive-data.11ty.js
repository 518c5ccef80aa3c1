import { writeArchiveData } from '../../shared/data.ts';

export const data = { permalink: '/archive.json', eleventyImport: { collections: ['yearLists', 'entries'] } };

export function render({ collections }) {
  return writeArchiveData(collections);
}
