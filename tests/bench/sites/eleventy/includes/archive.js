import { gatherArchive, listHeadings } from '../shared/archive.ts';
import { createNamer } from './name.js';

/** Adds the collections of the templates under `content/whole/`: all that they list is gathered once in a build. */
export function addArchive(config, listIssues) {
  let archive;
  config.on('eleventy.before', () => (archive = undefined));
  for (const name of names) {
    config.addCollection(name, (collections) => {
      archive ??= gatherArchive(listIssues(collections).map(readIssue));
      return archive[name];
    });
  }
}

const names = [
  'entries',
  'byUrl',
  'yearLists',
  'months',
  'sectionPages',
  'sources',
  'sourcePages',
  'feeds',
  'siteMaps',
];

function readIssue(item) {
  const { day, title, tagline } = item.data;
  const nameText = createNamer();
  const ids = listHeadings(item.rawInput).map(({ text }) => nameText(text));
  return { day, title, tagline, url: item.url, body: item.rawInput, ids, readHtml: () => item.content };
}
