import path from 'node:path';
import { VFile } from 'vfile';
import { readClock } from '../due.ts';
import { openArchive, type IssueFile } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { isCalendarDate } from '../issue/date.ts';
import { hasError, quote, report } from '../issue/message.ts';
import type { Place } from '../issue/place.ts';
import { count, countMessages, formatReport } from '../issue/report.ts';
import { noHost, noNetwork, type Answer } from '../links/answer.ts';
import { askLink, type Manners } from '../links/ask.ts';
import { visitLinks } from '../links/crowd.ts';
import { findLinks } from '../links/find.ts';
import { Memory } from '../links/memory.ts';
import { Refusal } from '../refusal.ts';
import { WrongUse, type Command, type Desk, type Input } from './command.ts';
import { openSettings } from './settings.ts';

export const links: Command = {
  summary: 'Asks every link of the newest issue, of some dates or of all, whether its page is still there.',
  usage: 'links [-- DATE…]',
  options: {
    all: { type: 'boolean', help: 'of all issues' },
    age: { type: 'string', help: 'ask again what was fine this many days ago (7); what was not, after one day' },
    timeout: { type: 'string', help: 'how many seconds to wait for an answer (15)' },
    strict: { type: 'boolean', help: 'end with 1 for warnings, too' },
  },
  run: async (input, desk) => {
    const { folders, newsletter } = openSettings(desk);
    const cache = openCache(folders, newsletter);
    const archive = await openArchive(folders, cache, (done, total) => desk.progress('Reading issue', done, total));
    const chosen = choose(archive.files, input);
    const files = chosen.map(({ file, key }) => {
      const { issue } = cache.read(new VFile({ path: file.path, value: file.value }), key);
      return { file, found: issue ? findLinks(issue, String(file.value)) : [] };
    });
    const wanted = new Set(files.flatMap(({ found }) => found.map(({ link }) => link)));
    const memory = new Memory(path.join(folders.cache, 'links.json'));
    const answers = await askAll(wanted, memory, readManners(input, newsletter.url, desk), input, desk);

    const reported = files.map(({ file, found }) => {
      const about = new VFile({ path: file.path });
      for (const { link, place } of found) reportAnswer(about, link, place, answers.get(link));
      return about;
    });
    const text = formatReport(reported);
    desk.print(`${text}${text && '\n\n'}${formatSummary(answers, chosen.length)}`);
    const { errors, warnings } = countMessages(reported);
    return errors > 0 || (input.options['strict'] && warnings > 0) ? 1 : 0;
  },
};

type Answered = Answer & { days?: number };

/** The issues of the dates; without any, the newest one. */
function choose(files: readonly IssueFile[], { words, options }: Input): IssueFile[] {
  const sorted = files.toSorted((a, b) => ((a.file.basename ?? '') < (b.file.basename ?? '') ? -1 : 1));
  const dateOf = ({ file }: IssueFile) => file.stem ?? '';
  const unknown = words.find((word) => !isCalendarDate(word) || !sorted.some((file) => dateOf(file) === word));
  if (unknown !== undefined) {
    throw new WrongUse(`Unexpected date ${quote(unknown)}, expected one of an issue such as \`2026-03-23\``);
  }
  const chosen = options['all']
    ? sorted
    : words.length > 0
      ? sorted.filter((file) => words.includes(dateOf(file)))
      : sorted.slice(-1);
  // What cannot be read has no links that one could trust; `check` says why.
  const broken = chosen.filter(({ file }) => hasError(file)).map(({ file }) => file);
  if (broken.length > 0 && !options['all']) throw new Refusal(formatReport(broken));
  return chosen.filter(({ file }) => !hasError(file));
}

/** An answer for each link: the one that is known, or one that is asked for now. */
async function askAll(
  wanted: ReadonlySet<string>,
  memory: Memory,
  manners: Manners,
  { options }: Input,
  { environment, progress }: Desk,
): Promise<Map<string, Answered>> {
  const now = readClock(environment);
  const mostDays = readNumber('age', options['age'], 7);
  const answers = new Map<string, Answered>();
  for (const link of wanted) {
    const known = memory.recall(link, now, mostDays);
    if (known) answers.set(link, known);
  }
  const open = [...wanted].filter((link) => !answers.has(link));
  const save = () => memory.save();
  const saveAndStop = () => {
    save();
    process.kill(process.pid, 'SIGINT');
  };
  // Whoever stops a long run keeps what it has found out.
  process.once('SIGINT', saveAndStop);
  let done = 0;
  let isOnline = false;
  const unnamed: string[] = [];
  await visitLinks(open, { hosts: 12, gap: 300 }, async (link) => {
    const answer = await askLink(link, manners);
    answers.set(link, answer);
    progress('Asked link', ++done, open.length);
    if (answer === noHost) unnamed.push(link);
    // Silence teaches nothing about a link, and is asked again the next time.
    else if (answer.state !== 'silent') {
      isOnline = true;
      memory.keep(link, answer, now);
    }
  });
  // Only where one host answers, another can be said to be no more.
  const control = memory.findFine();
  if (unnamed.length > 0 && !isOnline && control !== undefined) {
    isOnline = (await askLink(control, manners)).state === 'fine';
  }
  for (const link of unnamed) {
    if (isOnline) memory.keep(link, noHost, now);
    else answers.set(link, noNetwork);
  }
  process.off('SIGINT', saveAndStop);
  if (open.length > 0) save();
  return answers;
}

function readManners({ options }: Input, url: string, { environment }: Desk): Manners {
  return {
    agent: `Mozilla/5.0 (compatible; Dateline link check; +${url})`,
    timeout: readNumber('timeout', options['timeout'], 15) * 1000,
    retries: [1000, 4000],
    longestPause: 60_000,
    hosts: readHosts(environment['DATELINE_HOSTS'] ?? ''),
  };
}

/** `example.com=127.0.0.1:8080,…`: for trying things out, hosts that are asked at another place. */
function readHosts(text: string): Map<string, string> {
  const pairs = text.split(',').filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const [, name, place] = /^([^=\s]+)=([^=\s/]+)$/.exec(pair) ?? [];
      if (name === undefined || place === undefined) {
        throw new WrongUse(`Unexpected \`DATELINE_HOSTS\` ${quote(pair)}, expected \`example.com=127.0.0.1:8080\``);
      }
      return [name, place];
    }),
  );
}

function readNumber(name: string, text: unknown, preset: number): number {
  if (text === undefined) return preset;
  if (/^\d{1,4}$/.test(String(text))) return Number(text);
  throw new WrongUse(`Unexpected ${name} ${quote(String(text))}, expected a number such as \`${preset}\``);
}

function reportAnswer(file: VFile, link: string, place: Place, answer: Answered | undefined): void {
  if (!answer || answer.state === 'fine') return;
  const { state, reason, to, days } = answer;
  const found = `${state} link ${quote(link)} (${reason}${days === undefined ? '' : `, asked ${age(days)}`})`;
  report(file, `link-${state}`, place, found, expected[state](to));
}

const expected = {
  dead: () => 'a page that is still there, perhaps at `https://web.archive.org/`',
  moved: (to?: string) => `its new address ${quote(to ?? '')}`,
  blocked: () => 'a page that opens for everybody; see in a browser whether it does',
  silent: () => 'an answer; ask again another day',
};

function age(days: number): string {
  return days < 1 ? 'today' : `${count(Math.round(days), 'day')} ago`;
}

/** `5 links of 1 issue: 3 fine, 1 moved, 1 dead; 4 asked now, 1 known` */
function formatSummary(answers: ReadonlyMap<string, Answered>, issues: number): string {
  const all = [...answers.values()];
  const states = (['fine', 'moved', 'blocked', 'silent', 'dead'] as const).flatMap((state) => {
    const amount = all.filter((answer) => answer.state === state).length;
    return amount > 0 ? [`${amount} ${state}`] : [];
  });
  const asked = all.filter(({ days }) => days === undefined).length;
  const sum = `${count(all.length, 'link')} of ${count(issues, 'issue')}`;
  return all.length === 0 ? sum : `${sum}: ${states.join(', ')}; ${asked} asked now, ${all.length - asked} known`;
}
