import { groupSections } from '../browse/section.ts';
import { listSourcePages } from '../browse/source.ts';
import { listMonths } from '../feeds/history.ts';
import { digest } from '../issue/digest.ts';
import { issuePath, monthPath, sectionPath, yearPath } from '../urls.ts';
import type { Chapter } from './chapter.ts';
import type { Days } from './day.ts';
import { isPublished, type Edition } from './edition.ts';
import { listYearSitemap } from './sitemap.ts';
import { listSources, sourcePagePath } from './sources.ts';
import { listYear, monthOf, type Year } from './year.ts';

/** The chapters of each year: every file that shows its issues and no others. */
export function listYears(edition: Edition, days: Days): Chapter[] {
  const hosts = groupHosts(edition.sources);
  const pages = Map.groupBy(listSourcePages(edition.sources), ({ year }) => year);
  return gatherYears(edition).flatMap((scope): Chapter[] => {
    const { year, issues } = scope;
    const own: Chapter = {
      name: year,
      stamp: () => JSON.stringify([stampYear(scope, days), hosts.get(year)]),
      list: () => listYear(scope, edition.newsletter, days),
    };
    if (issues.length === 0) return [own];
    const ofIssues = digest(issues.map(({ key }) => key).join(' '));
    const sources = pages.get(year) ?? [];
    const older = sources.filter(({ years }) => years[0] !== year);
    // In the order of the alphabet: which source has the most stories changes with every day.
    const others = () => [...listSectionPaths(scope), ...older.map(sourcePagePath).sort()];
    return [
      own,
      ...listSources(year, sources, ofIssues, days),
      {
        name: `sitemap ${year}`,
        stamp: () => JSON.stringify([ofIssues, others()]),
        list: () => listYearSitemap(year, [...listPaths(scope), ...others()], issues),
      },
    ];
  });
}

/** The addresses of a year's pages that its issues decide alone. */
function listPaths({ year, issues }: Year): string[] {
  return [
    ...issues.map(({ entry }) => issuePath(entry.date)),
    ...new Set(issues.map((issue) => monthPath(monthOf(issue)))),
    yearPath(year),
  ];
}

/** Those of its months of sections, but for the newest, which has the same address in all years. */
function listSectionPaths({ sections }: Year): string[] {
  return sections.flatMap(({ outline: { section, month, newest } }) =>
    newest ? [] : [sectionPath(section.path, month)],
  );
}

function gatherYears({ newsletter, issues, byYear }: Edition): Year[] {
  const withIssues = [...byYear];
  const published = issues.filter(isPublished);
  const since = published.at(-1)?.entry.date;
  const full = new Set(published.map(monthOf));
  const months = Map.groupBy(listMonths(full), ({ month }) => yearOf(month));
  const entries = issues.map(({ entry }) => entry);
  const sections = Map.groupBy(
    groupSections(entries, newsletter),
    ({ outline }) => outline.month && yearOf(outline.month),
  );
  const partsOf = (year: string) => {
    const ofYear = months.get(year) ?? [];
    const hasEmpty = ofYear.some(({ month }) => !full.has(month));
    return {
      year,
      months: ofYear,
      ...(hasEmpty && since !== undefined && { since }),
      sections: sections.get(year) ?? [],
    };
  };
  let rank = 0;
  const years = withIssues.map(([year, ofYear], at): Year => {
    const [newer, older] = [issues[rank - 1], issues[rank + ofYear.length]];
    const [newerYear, olderYear] = [withIssues[at - 1]?.[0], withIssues[at + 1]?.[0]];
    const withImage = Math.min(Math.max(newsletter.shareImages - rank, 0), ofYear.length);
    rank += ofYear.length;
    return {
      ...partsOf(year),
      issues: ofYear,
      withImage,
      ...(newer && { newer }),
      ...(older && { older }),
      ...(newerYear !== undefined && { newerYear }),
      ...(olderYear !== undefined && { olderYear }),
    };
  });
  // After a December with issues, the feed's document of January is there already.
  const others = [...months.keys()].filter((year) => !years.some((other) => other.year === year));
  return [...years, ...others.map((year) => ({ ...partsOf(year), issues: [], withImage: 0 }))];
}

/** The hosts with a page in each year, in the order of the alphabet: how often each is named changes with every day. */
function groupHosts(sources: Edition['sources']): Map<string, string[]> {
  const hosts = new Map<string, string[]>();
  for (const { host, years } of sources.toSorted((a, b) => (a.host < b.host ? -1 : 1))) {
    for (const { year } of years) {
      const ofYear = hosts.get(year);
      if (ofYear) ofYear.push(host);
      else hosts.set(year, [host]);
    }
  }
  return hosts;
}

/** Changes with all of a year that its files are made from. What is in an issue, its key tells. */
function stampYear({ issues, newer, older, sections, ...rest }: Year, { stampOf }: Days): unknown {
  return [
    issues.map(stampOf),
    newer && stampOf(newer),
    older && stampOf(older),
    sections.map(({ outline }) => outline),
    rest,
  ];
}

function yearOf(date: string): string {
  return date.slice(0, 4);
}
