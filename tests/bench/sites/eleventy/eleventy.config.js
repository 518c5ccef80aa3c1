import { nameHeadings } from './includes/name.js';

/** The bench's site for Eleventy: issues in Markdown under `content/issues/`, all else in templates of JavaScript. */
export default async function configure(config) {
  config.addCollection('newestFirst', listIssues);
  config.addCollection('years', (collections) =>
    [...Map.groupBy(listIssues(collections), ({ data }) => data.day.slice(0, 4))].map(([year, issues]) => ({
      year,
      issues,
    })),
  );
  // Asked once for all pages: to look for each page's place in the list would take the square of its length.
  config.addCollection('neighbours', (collections) => {
    const issues = listIssues(collections);
    return new Map(issues.map(({ url }, at) => [url, { newer: issues[at - 1], older: issues[at + 1] }]));
  });
  config.amendLibrary('md', nameHeadings);
  if (process.env.BENCH_PAGES === 'all') {
    const { addArchive } = await import('./includes/archive.js');
    addArchive(config, listIssues);
  } else {
    config.ignores.add('content/whole/**');
  }
  // No template language runs over the Markdown: the issues need none.
  return { dir: { input: 'content', includes: '../includes' }, markdownTemplateEngine: false };
}

function listIssues(collections) {
  return collections.getFilteredByTag('issue').sort((a, b) => (a.data.day < b.data.day ? 1 : -1));
}
