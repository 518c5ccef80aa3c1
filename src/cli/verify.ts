import { setTimeout } from 'node:timers/promises';
import { openArchive } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { hasError, quote } from '../issue/message.ts';
import { count, formatReport } from '../issue/report.ts';
import { Refusal } from '../refusal.ts';
import { countItems, readExpected, type Expected } from '../verify/expected.ts';
import type { Finding } from '../verify/finding.ts';
import { verifySite } from '../verify/verify.ts';
import { WrongUse, type Command, type Desk, type Input } from './command.ts';
import { readNow } from './now.ts';
import { openSettings } from './settings.ts';

export const verify: Command = {
  summary: 'Compares the live site with the files here, and says what is missing on it.',
  usage: 'verify [-- URL]',
  options: {
    wait: { type: 'string', help: 'try again for so many seconds (0), while the site becomes what it should be' },
    strict: { type: 'boolean', help: 'end with 1 for warnings, too' },
  },
  run: async (input, desk) => {
    const expected = await openExpected(input, desk);
    const found = await verifyUntil(readWait(input), expected, desk);
    const errors = found.filter(({ severity }) => severity === 'error').length;
    desk.print([...formatFindings(found), formatSummary(found.length, errors, expected)].join('\n\n'));
    return errors > 0 || (input.options['strict'] && found.length > 0) ? 1 : 0;
  },
};

async function openExpected(input: Input, desk: Desk): Promise<Expected> {
  const { folders, newsletter } = openSettings(desk);
  const url = readUrl(input, newsletter.url);
  const archive = await openArchive(folders, openCache(folders, newsletter), (done, total) =>
    desk.progress('Reading issue', done, total),
  );
  const broken = archive.files.map(({ file }) => file).filter(hasError);
  if (broken.length > 0) throw new Refusal(formatReport(broken));
  return readExpected(archive, newsletter, readNow(desk), url);
}

/** The site's address that was given, or else the settings'. */
function readUrl({ words: [word, ...more] }: Input, own: string): string {
  if (word === undefined) return own;
  const url = URL.parse(word);
  if (more.length > 0 || !url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    const found = [word, ...more].join(' ');
    throw new WrongUse(`Unexpected address ${quote(found)}, expected one of a site such as ${quote(own)}`);
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function readWait({ options: { wait } }: Input): number {
  if (wait === undefined) return 0;
  if (typeof wait === 'string' && /^\d{1,5}$/.test(wait)) return Number(wait);
  throw new WrongUse(`Unexpected wait ${quote(String(wait))}, expected a number of seconds such as \`300\``);
}

/** Copies of a site around the world may take minutes to follow. */
async function verifyUntil(seconds: number, expected: Expected, { progress }: Desk): Promise<Finding[]> {
  const begun = performance.now();
  const pause = Math.min(15, Math.max(0.5, seconds / 10));
  for (;;) {
    const found = await verifySite(expected);
    const passed = (performance.now() - begun) / 1000;
    if (!found.some(({ severity }) => severity === 'error') || passed + pause > seconds) return found;
    progress('Waiting, second', Math.round(passed), seconds);
    await setTimeout(pause * 1000);
  }
}

function formatFindings(found: readonly Finding[]): string[] {
  const byAddress = [...Map.groupBy(found, ({ address }) => address)];
  return byAddress.map(([address, here]) =>
    [address, ...here.map(({ severity, text }) => `  ${severity.padEnd(7)}  ${text}`)].join('\n'),
  );
}

function formatSummary(all: number, errors: number, { site, entries }: Expected): string {
  const warnings = all - errors;
  const problems = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean);
  if (errors > 0) return `${problems.join(' and ')} at ${site.url}`;
  const newest = entries[0] ? `, the newest of ${entries[0].date}` : '';
  const content = `${count(entries.length, 'issue')} with ${count(countItems(entries), 'item')}${newest}`;
  return `${site.url} has all that is here: ${content}${problems.length > 0 ? `; ${problems.join('')}` : ''}`;
}
