import * as z from 'zod';
import { writeCount } from '../calendar.ts';
import { healthSchema } from '../hosting/health.ts';
import { issueId } from '../issue/identity.ts';
import { quote } from '../issue/message.ts';
import { feedFiles, feedPath, healthPath, issuePath, notFoundPath, yearDataPath, type FeedFile } from '../urls.ts';
import type { Ask } from './ask.ts';
import { countItems, type Expected } from './expected.ts';
import { Findings, type Finding } from './finding.ts';

/** Whether the site tells of itself what the local files say. */
export async function checkHealth({ entries, site, digest }: Expected, ask: Ask): Promise<Finding[]> {
  const address = site.absolute(healthPath);
  const findings = new Findings(address);
  const reply = await ask(address);
  if (!findings.isOkay(reply, 'the health of the site')) return findings.found;
  const health = healthSchema.safeParse(readJson(reply.text));
  if (!health.success) {
    findings.error('text', 'the health of the site, as JSON');
    return findings.found;
  }
  const { newest, issues, items } = health.data;
  const [own] = entries;
  if (newest?.date !== own?.date) {
    findings.error(`newest issue ${quote(newest?.date ?? 'none')}`, quote(own?.date ?? 'none'));
  }
  if (issues !== entries.length || items !== countItems(entries)) {
    findings.error(
      `${writeItems(items)} in ${writeIssues(issues)}`,
      `${writeItems(countItems(entries))} in ${writeIssues(entries.length)}`,
    );
  }
  if (findings.found.length === 0 && health.data.digest !== digest) {
    findings.error('content of another state', `that of the files here, with the digest ${quote(digest)}`);
  }
  return findings.found;
}

/** Whether the page of the newest issue is there, with all of its items. */
export async function checkNewest({ entries: [newest], site }: Expected, ask: Ask): Promise<Finding[]> {
  if (!newest) return [];
  const address = site.absolute(issuePath(newest.date));
  const findings = new Findings(address);
  const reply = await ask(address);
  if (!findings.isOkay(reply, `the issue of ${newest.date}`)) return findings.found;
  const names = newest.sections.flatMap(({ items }) => items.map(({ name }) => name));
  const missing = names.filter((name) => !reply.text.includes(` id="${name}"`));
  if (missing.length > 0) {
    const shown = missing.slice(0, 3).map(quote).join(', ');
    findings.error(
      `${names.length - missing.length} of ${writeItems(names.length)}`,
      `also ${shown}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`,
    );
  }
  return findings.found;
}

const yearSchema = z.object({ issues: z.array(z.object({ date: z.string(), items: z.int() })) });

/** Whether each issue is listed in the data of its year, with the number of its items. */
export async function checkYears({ entries, site }: Expected, ask: Ask): Promise<Finding[]> {
  const years = [...Map.groupBy(entries, ({ date }) => date.slice(0, 4))];
  const found = years.map(async ([year, own]) => {
    const address = site.absolute(yearDataPath(year));
    const findings = new Findings(address);
    const reply = await ask(address);
    if (!findings.isOkay(reply, `the issues of ${year}`)) return findings.found;
    const data = yearSchema.safeParse(readJson(reply.text));
    if (!data.success) {
      findings.error('text', `the issues of ${year}, as JSON`);
      return findings.found;
    }
    const counts = new Map(data.data.issues.map(({ date, items }) => [date, items]));
    for (const entry of own) {
      const items = counts.get(entry.date);
      const expected = countItems([entry]);
      if (items === undefined) findings.error(`list without the issue of ${entry.date}`, 'it');
      else if (items !== expected) {
        findings.error(`${writeItems(items)} in the issue of ${entry.date}`, String(expected));
      }
      counts.delete(entry.date);
    }
    for (const date of counts.keys()) findings.error(`issue of ${date}`, 'none, as here');
    return findings.found;
  });
  return (await Promise.all(found)).flat();
}

/** Whether the newest entry of each feed is the newest issue. */
export async function checkFeeds({ entries: [newest], newsletter, site }: Expected, ask: Ask): Promise<Finding[]> {
  if (!newest) return [];
  const found = feedFiles.map(async (file) => {
    const address = site.absolute(feedPath('', file));
    const findings = new Findings(address);
    const reply = await ask(address);
    if (!findings.isOkay(reply, 'the feed of issues')) return findings.found;
    const first = readFirst[file](reply.text);
    const expected = issueId(newsletter.id, newest);
    if (first !== expected) {
      findings.error(first === undefined ? 'feed without an entry' : `newest entry ${quote(first)}`, quote(expected));
    }
    return findings.found;
  });
  return (await Promise.all(found)).flat();
}

/** Whether an address of nothing is answered as one: where it is not, search engines take every mistyped link for a page. */
export async function checkNotFound({ site }: Expected, ask: Ask): Promise<Finding[]> {
  const address = site.absolute('there-is-no-such-page/');
  const findings = new Findings(address);
  const { status, text } = await ask(address);
  if (status !== 404) findings.error(`answer ${quote(String(status))} where no page is`, '`404`');
  else if (!text.includes('Content-Security-Policy')) {
    findings.warn('page of the host’s own where no page is', quote(`/${notFoundPath}`));
  }
  return findings.found;
}

const jsonFeedSchema = z.object({ items: z.array(z.object({ id: z.string() })) });

/** The id of a feed's first entry, as our own feeds write it. */
const readFirst: Record<FeedFile, (text: string) => string | undefined> = {
  'rss.xml': (text) => /<item>.*?<guid[^>]*>([^<]*)</s.exec(text)?.[1],
  'atom.xml': (text) => /<entry>.*?<id>([^<]*)</s.exec(text)?.[1],
  'feed.json': (text) => jsonFeedSchema.safeParse(readJson(text)).data?.items[0]?.id,
};

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function writeItems(count: number): string {
  return writeCount(count, 'item', 'items');
}

function writeIssues(count: number): string {
  return writeCount(count, 'issue', 'issues');
}
