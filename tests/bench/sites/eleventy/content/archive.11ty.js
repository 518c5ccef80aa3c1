export const data = { layout: 'page.11ty.js', permalink: '/archive/', title: 'Archive' };

export function render({ collections }) {
  const years = collections.years.map(({ year, issues }) => {
    const days = issues.map(({ url, data }) => `  <li><a href="${url}">${data.day}</a></li>`);
    return `<h2><a href="/${year}/">${year}</a></h2>\n<ol>\n${days.join('\n')}\n</ol>`;
  });
  return `<h1>Archive</h1>\n${years.join('\n')}`;
}
