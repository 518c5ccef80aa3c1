export const data = { layout: 'page.11ty.js', permalink: '/sources/', title: 'Sources' };

export function render({ collections }) {
  const lines = collections.sources
    .slice(0, 500)
    .map(({ host, count }) => `  <li><a href="/sources/${host}/">${host}</a> ${count}</li>`);
  return `<h1>Sources</h1>\n<ol>\n${lines.join('\n')}\n</ol>`;
}
