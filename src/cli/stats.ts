import { openArchive, type IssueFile } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { canonicalLink } from '../issue/link.ts';
import { hasError, quote } from '../issue/message.ts';
import { count } from '../issue/report.ts';
import { Refusal } from '../refusal.ts';
import { WrongUse, type Command, type Desk } from './command.ts';
import { openSettings } from './settings.ts';
import { summarise, type Count, type Summary } from './summary.ts';

export const stats: Command = {
  summary:
    'Adds up a month or a year: issues, items by section, sources, repeats, words; without one, the newest month.',
  usage: 'stats [-- YEAR or MONTH]',
  options: {},
  run: async ({ words }, desk) => {
    const [word, ...more] = words;
    if (more.length > 0 || (word !== undefined && !/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(word)))
      throw new WrongUse(`Unexpected ${quote(words.join(' '))}, expected a month or a year: \`2026-03\` or \`2026\``);
    const { folders, newsletter } = openSettings(desk);
    const cache = openCache(folders, newsletter);
    const archive = await openArchive(folders, cache, (done, total) => desk.progress('Reading issue', done, total));
    const files = archive.files.filter(isCounted).sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
    const newest = files.at(-1);
    const period = word ?? (newest && dateOf(newest).slice(0, 7));
    const chosen = files.filter((issue) => period !== undefined && dateOf(issue).startsWith(period));
    const [first] = chosen;
    if (!first || period === undefined)
      throw new Refusal(`Unexpected ${period ?? 'archive'} without issues, expected some`);

    const issues = chosen.flatMap(({ file, key }, index) => {
      desk.progress('Counting issue', index + 1, chosen.length);
      return cache.read(file, key).issue ?? [];
    });
    const earlier = files.slice(0, files.indexOf(first)).flatMap(linksOf);
    const summary = summarise(issues, earlier, period.length === 4 ? 7 : 10);
    desk.print(format(period, summary, desk));
    return 0;
  },
};

/** Drafts are not counted: their readers have not seen them. */
function isCounted({ file, entry }: IssueFile): boolean {
  return entry !== undefined && !entry.draft && !hasError(file);
}

function dateOf({ entry }: IssueFile): string {
  return entry?.date ?? '';
}

function linksOf({ entry }: IssueFile): string[] {
  const items = entry?.sections.flatMap((section) => section.items) ?? [];
  return items.flatMap(({ link }) => (link === undefined ? [] : [canonicalLink(link)]));
}

function format(period: string, summary: Summary, desk: Desk): string {
  const { issues, items, sections, sources, unlinked, repeats, words, times } = summary;
  const shown = sources.slice(0, 10);
  const rest = sources.slice(10).reduce((sum, { amount }) => sum + amount, 0);
  const others = rest > 0 ? [{ name: `${sources.length - 10} others`, amount: rest }] : [];
  const unlinkedRow = unlinked > 0 ? [{ name: 'without a link', amount: unlinked }] : [];
  const title = (text: string) => desk.paint('bold', text);
  return [
    [
      title(period),
      `  ${count(issues, 'issue')}, ${count(items, 'item')}, ${count(words, 'word')}`,
      `  ${(items / issues).toFixed(1)} items and ${Math.round(words / issues)} words an issue`,
      `  ${count(repeats, 'repeat')} of a story that ran before`,
    ],
    [title('Sections'), ...formatBars(sections, items)],
    [title('Sources'), ...formatBars([...shown, ...others, ...unlinkedRow], items)],
    [title(times[0]?.name.length === 7 ? 'Items a month' : 'Items a day'), ...formatBars(times)],
  ]
    .map((rows) => rows.join('\n'))
    .join('\n\n');
}

/** A line for each count, with a bar, and with its share of a whole where there is one. */
function formatBars(counts: readonly Count[], whole?: number): string[] {
  const width = Math.max(...counts.map(({ name }) => name.length));
  const most = Math.max(...counts.map(({ amount }) => amount));
  const digits = String(most).length;
  return counts.map(({ name, amount }) => {
    const share = whole === undefined ? '' : `  ${`${Math.round((amount / whole) * 100)} %`.padStart(5)}`;
    const bar = '█'.repeat(Math.max(1, Math.round((amount / most) * 30)));
    return `  ${name.padEnd(width)}  ${String(amount).padStart(digits)}${share}  ${bar}`;
  });
}
