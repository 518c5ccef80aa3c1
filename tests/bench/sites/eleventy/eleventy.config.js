/** The bench's site for Eleventy: issues in Markdown under `content/issues/`, all else in templates of JavaScript. */
export default function configure(config) {
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
  // No template language runs over the Markdown: the issues need none.
  return { dir: { input: 'content', includes: '../includes' }, markdownTemplateEngine: false };
}

function listIssues(collections) {
  return collections.getFilteredByTag('issue').sort((a, b) => (a.data.day < b.data.day ? 1 : -1));
}

/** Gives each heading an id, as the other tools do by themselves. */
function nameHeadings(markdown) {
  markdown.core.ruler.push('name-headings', ({ tokens }) => {
    const taken = new Map();
    tokens.forEach((token, at) => {
      if (token.type !== 'heading_open') return;
      const text = tokens[at + 1].children.map(({ content }) => content).join('');
      const name = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
      const times = taken.get(name) ?? 0;
      taken.set(name, times + 1);
      token.attrSet('id', times === 0 ? name : `${name}-${times}`);
    });
  });
}
