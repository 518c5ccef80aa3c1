import type { Archive, Entry } from './archive.ts';
import { escape, site, strip } from './text.ts';

/** An issue's Markdown, as it was written. */
export function writeMarkdown({ day, tagline, body }: Entry): string {
  return `---\ndate: ${day}\ntagline: ${tagline}\n---\n\n${body.trim()}\n`;
}

export function writeIssueData(entry: Entry): string {
  const [texts, markdown] = [entry.readTexts(), entry.readMarkdown()];
  const sections = [...Map.groupBy(entry.stories, ({ section }) => section)].map(([name, stories]) => ({
    name,
    items: stories.map(({ url, at, title, link }) => ({
      id: entry.ids[at],
      url: `${site}${url}`,
      name: entry.ids[at],
      namedByHand: false,
      followup: false,
      title: { markdown: title, html: escape(title), text: title },
      link,
      summary: {
        markdown: markdown[at]?.trim(),
        html: texts[at]?.trim(),
        text: strip(texts[at] ?? '').trim(),
      },
    })),
  }));
  return JSON.stringify({ ...describeIssue(entry), sections }, null, 2);
}

export function writeYearData({ year, entries }: Archive['yearLists'][number]): string {
  return JSON.stringify({ title: 'The Bench', year, issues: entries.map(describeIssue) });
}

/** The newest issues, and where those of each year are. */
export function writeArchiveData({ yearLists, entries }: Pick<Archive, 'yearLists' | 'entries'>): string {
  return JSON.stringify({
    title: 'The Bench',
    years: yearLists.map(({ year, entries: ofYear }) => ({
      year,
      issues: ofYear.length,
      data: `${site}/${year}/issues.json`,
    })),
    issues: entries.slice(0, newestInData).map(describeIssue),
  });
}

const newestInData = 100;

function describeIssue({ url, day, title, tagline, stories }: Entry) {
  const twin = `${site}${url.slice(0, -1)}`;
  return {
    id: `${site}${url}`,
    url: `${site}${url}`,
    markdown: `${twin}.md`,
    data: `${twin}.json`,
    date: day,
    title,
    tagline,
    items: stories.length,
  };
}

export function writeSiteMap({ urls }: Archive['siteMaps'][number]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map((url) => `  <url><loc>${site}${url}</loc></url>`).join('\n')}
</urlset>
`;
}

export function writeSiteMapIndex(siteMaps: Archive['siteMaps']): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${siteMaps.map(({ name }) => `  <sitemap><loc>${site}/sitemap-${name}.xml</loc></sitemap>`).join('\n')}
</sitemapindex>
`;
}
