import { writeYearData } from '../../shared/data.ts';

export const data = {
  pagination: { data: 'collections.yearLists', size: 1, alias: 'ofYear' },
  permalink: ({ ofYear }) => `/${ofYear.year}/issues.json`,
};

export function render({ ofYear }) {
  return writeYearData(ofYear);
}
