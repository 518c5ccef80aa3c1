import type { Newsletter } from '../newsletter.ts';
import {
  aboutPath,
  archiveDataPath,
  archivePath,
  catchUpPath,
  feedFiles,
  homePath,
  notFoundPath,
  opmlPath,
  searchPath,
  sectionPath,
  sourcesPath,
  subscribePath,
  yearPath,
  type Site,
} from '../urls.ts';
import { cacheOfHashed, cacheOfOthers, headersOfAll, headersOfData, type Headers } from './headers.ts';
import { writeHeaderPolicy, type SitePolicy } from './policy.ts';

/** What the two files for hosts are made from. */
export interface HostingFacts {
  /** The years that have issues. */
  years: readonly string[];
  policy: SitePolicy;
}

/**
 * The file `_headers`, as Netlify and Cloudflare Pages read it.
 *
 * Where several rules match an address, a host may take the value of one, or join all with commas, as Cloudflare does. So no
 * two rules say different things of one header, but for the policy: joined, both policies hold, and the one for all
 * files forbids nothing that the others allow. The search has a rule of its own beside those of the other pages, not
 * within them, since a policy cannot be made wider again.
 *
 * @param own lines that the owner adds
 */
export function toHeaders(facts: HostingFacts, newsletter: Newsletter, site: Site, own = ''): string {
  const page = { 'Content-Security-Policy': writeHeaderPolicy(false, facts.policy), ...cacheOfOthers };
  const search = { 'Content-Security-Policy': writeHeaderPolicy(true, facts.policy), ...cacheOfOthers };
  const rules: [path: string, headers: Headers][] = [
    ['*', { ...headersOfAll, ...headersOfData }],
    ['_astro/*', cacheOfHashed],
    [`${searchPath}*`, search],
    ...listPagePlaces(facts, newsletter).map((path): [string, Headers] => [path, page]),
    ...['items/*', ...rootData].map((path): [string, Headers] => [path, cacheOfOthers]),
    [opmlPath, { 'Content-Type': 'text/x-opml; charset=utf-8', ...cacheOfOthers }],
  ];
  const blocks = rules.map(([path, headers]) =>
    [site.href(path), ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
  );
  return join([headersNote, ...blocks], own);
}

/** The feeds and data beside the home page. */
const rootData = [...feedFiles, archiveDataPath];

/** Where pages are, the search excepted, as few and short as Cloudflare's limit of 100 rules asks for. */
function listPagePlaces({ years }: HostingFacts, { sections }: Newsletter): string[] {
  const folders = [
    archivePath,
    aboutPath,
    subscribePath,
    catchUpPath,
    sourcesPath,
    ...sections.map(({ path }) => sectionPath(path)),
    ...years.map(yearPath),
  ];
  return [homePath, notFoundPath, ...folders.map((folder) => `${folder}*`)];
}

const headersNote = [
  '# What Netlify and Cloudflare Pages send with each file; written by `npm run build`.',
  '# Lines of your own, in public/_headers, are added below.',
].join('\n');

function join(parts: readonly string[], own: string): string {
  const ownPart = own.trim();
  return `${[...parts, ...(ownPart ? [`# From public/:\n${ownPart}`] : [])].join('\n\n')}\n`;
}
