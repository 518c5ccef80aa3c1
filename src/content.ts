import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { openBeside } from './beside.ts';
import { lastDueDate } from './due.ts';
import { reportGone } from './gone.ts';
import { readArchive } from './issue/archive.ts';
import type { IssueCache } from './issue/cache.ts';
import { isFolder, isOfSystem, type Folders } from './issue/files.ts';
import { hasError, quote } from './issue/message.ts';
import { count, countMessages, formatCounts, formatReport } from './issue/report.ts';
import { openNewsletter, refuseLocal, type Newsletter, type Settings } from './newsletter.ts';
import type { Lookout } from './output/look.ts';
import type { PublishOptions } from './publish.ts';
import { Refusal } from './refusal.ts';
import { countInSection } from './site/audit.ts';
import { createEdition, type Copy, type Edition, type ReadableIssue } from './site/edition.ts';
import { toKnown } from './site/known.ts';
import { headersPath, isSearchFile, redirectsPath } from './urls.ts';

/** Settings without an error. */
export type GoodSettings = Settings & { newsletter: Newsletter };

/** The settings, or the report of what is wrong with them. */
export function openSettings(folders: Folders): GoodSettings {
  const settings = openNewsletter(folders);
  refuseLocal(settings);
  const { newsletter } = settings;
  if (!newsletter || hasError(settings.file)) throw new Refusal(formatReport([settings.file]));
  return { ...settings, newsletter };
}

/** The content as it stands, or the report of what is wrong with it; and what keeps it for the next time. */
export async function openEdition(
  settings: GoodSettings,
  cache: IssueCache,
  { folders, now, say }: Pick<PublishOptions, 'folders' | 'now' | 'say'>,
  lookout: Lookout,
  onRead: (done: number, total: number) => void,
): Promise<{ edition: Edition; keep: () => void }> {
  const { newsletter } = settings;
  const { about, pages, strays } = openBeside(folders);
  // What cannot be looked at there is looked at here, and says why.
  const survey = lookout.survey.catch(() => undefined);
  const { archive, keep } = await readArchive(folders, cache, onRead, survey);
  const issues = archive.files;
  reportGone(settings, issues);
  const others = [settings.file, ...pages, ...strays];
  const broken = [...others.filter(hasError), ...issues.filter((issue) => issue.hasError).map(({ file }) => file)];
  if (broken.length > 0) {
    keep();
    // The same files as `check` looks at, so that both count alike.
    const files = [...others, ...issues.map(({ file }) => file)];
    throw new Refusal(`${formatReport(broken)}\n\n${formatCounts(countMessages(files), files.length)}`);
  }
  for (const stray of strays) say(`left out: ${stray.path} (it stands where no file is read)`);
  const lastDue = lastDueDate(newsletter, now);
  const known = issues.map((issue) => toKnown(issue, newsletter, lastDue));
  for (const issue of known) {
    if (issue.status === 'draft') say(`left out: ${issue.path} (draft)`);
    if (issue.status === 'scheduled') say(`left out: ${issue.path} (due ${issue.due})`);
  }
  say(describeIssues(known.filter((issue) => issue.status !== 'broken')));
  const published = known.filter(({ status }) => status === 'published');
  const [next] = known.flatMap((issue) => (issue.status === 'scheduled' ? issue.entry.date : [])).sort();
  const edition = createEdition({
    newsletter,
    known: published,
    about,
    next,
    copies: listCopies(folders, say),
  });
  return { edition, keep };
}

/** What became of each file: `10 issues published with 150 items, 1 draft`. */
function describeIssues(issues: readonly ReadableIssue[]): string {
  const { published = [], draft = [], scheduled = [] } = Object.groupBy(issues, ({ status }) => status);
  return [
    `${count(published.length, 'issue')} published with ${count(countInSection(published), 'item')}`,
    ...(draft.length > 0 ? [count(draft.length, 'draft')] : []),
    ...(scheduled.length > 0 ? [`${scheduled.length} scheduled`] : []),
  ].join(', ');
}

/** The files under `public/`; a hidden one is the machine's own. */
function listCopies({ public: folder }: Folders, say: (text: string) => void): Copy[] {
  if (!isFolder(folder)) return [];
  const copies: Copy[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, name);
    // A link counts as what it leads to, as for whoever looks whether a picture is there.
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile() || isOfSystem(name)) continue;
    const address = name.split(path.sep).join('/');
    const reason = whyLeftOut(address);
    if (reason === undefined) copies.push({ path: address, file, state: `${found.size} ${found.mtimeMs}` });
    else say(`left out: ${quote(`public/${address}`)} (${reason})`);
  }
  return copies;
}

function whyLeftOut(address: string): string | undefined {
  if (/\p{Cc}/u.test(address)) return 'a control character in its name';
  return isSearchFile(address) ? siteHasOwn : undefined;
}

/** Files under `public/` in whose place the site has something of its own: none is left out in silence. */
export function describeLeftOut(paths: readonly string[]): string[] {
  return paths
    .filter((path) => path !== headersPath && path !== redirectsPath)
    .map((path) => `left out: ${quote(`public/${path}`)} (${siteHasOwn})`);
}

const siteHasOwn = 'the site has something of its own there';
