import { lastDueDate, publishedAt, statusOf } from '../due.ts';
import { openArchive, type IssueFile } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { hasError } from '../issue/message.ts';
import { count, countMessages } from '../issue/report.ts';
import type { Newsletter } from '../newsletter.ts';
import { refuseWords, type Command } from './command.ts';
import { tellLate, writeInstant } from './late.ts';
import { readNow } from './now.ts';
import { openSettings } from './settings.ts';

export const due: Command = {
  summary: 'Lists what will be published when, what is a draft, and why anything else is not live.',
  usage: 'due',
  options: {
    late: { type: 'boolean', help: 'only whether the newest issue is as new as the `rhythm` asks; 1 if not' },
  },
  run: async (input, desk) => {
    refuseWords(input);
    const { options } = input;
    const { folders, newsletter } = openSettings(desk);
    const now = readNow(desk);
    const archive = await openArchive(folders, openCache(folders, newsletter), (done, total) =>
      desk.progress('Reading issue', done, total),
    );
    if (options['late']) return tellLate(archive.files, newsletter, now, desk);
    const files = archive.files.sort((a, b) => ((a.file.basename ?? '') < (b.file.basename ?? '') ? -1 : 1));
    const broken = files.filter(({ file }) => hasError(file));
    const lastDue = lastDueDate(newsletter, now);
    const states = Object.groupBy(
      files.filter(({ file, entry }) => entry && !hasError(file)),
      ({ entry }) => (entry ? statusOf(entry, lastDue) : 'draft'),
    );
    const { published = [], scheduled = [], draft = [] } = states;
    const latest = published.at(-1);
    const blocks = [
      scheduled.length > 0 && ['Scheduled', ...scheduled.map((issue) => describeScheduled(issue, newsletter, now))],
      draft.length > 0 && ['Drafts: `draft: true` keeps them back', ...draft.map((issue) => describe(issue))],
      broken.length > 0 && ['With errors: nothing is published until they are mended', ...broken.map(describeBroken)],
      [`${count(published.length, 'issue')} due by now${latest ? `, the newest of ${latest.entry?.date}` : ''}`],
    ];
    desk.print(
      blocks
        .filter((block) => block !== false)
        .map(([title, ...rows]) => [title, ...rows.map((row) => `  ${row}`)].join('\n'))
        .join('\n\n'),
    );
    return broken.length > 0 ? 1 : 0;
  },
};

function describe({ file, entry }: IssueFile): string {
  return `${entry?.date}  ${entry?.tagline}  (${file.path})`;
}

function describeScheduled(issue: IssueFile, newsletter: Newsletter, now: Temporal.Instant): string {
  const date = issue.entry?.date ?? '';
  const at = publishedAt(date, newsletter);
  return `${writeInstant(at)}  in ${writeWait(now.until(at.toInstant()))}  ${issue.entry?.tagline}  (${issue.file.path})`;
}

/** `3 days`, `5 hours`, `12 minutes`: the largest unit is enough to know what comes next. */
function writeWait(wait: Temporal.Duration): string {
  const minutes = Math.ceil(wait.total('minutes'));
  if (minutes < 60) return count(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? count(hours, 'hour') : count(Math.round(hours / 24), 'day');
}

function describeBroken({ file }: IssueFile): string {
  return `${file.path}  ${count(countMessages([file]).errors, 'error')}: npm run check -- ${file.path}`;
}
