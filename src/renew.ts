import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { openBeside } from './beside.ts';
import { lastDueDate } from './due.ts';
import { reportGone } from './gone.ts';
import { readCommit } from './hosting/commit.ts';
import { readVersion } from './hosting/version.ts';
import { readArchive } from './issue/archive.ts';
import { openCache, type IssueCache } from './issue/cache.ts';
import { digest } from './issue/digest.ts';
import { isFolder, isOfSystem, type Folders } from './issue/files.ts';
import { hasError, quote } from './issue/message.ts';
import { count, countMessages, formatCounts, formatReport } from './issue/report.ts';
import { openNewsletter, refuseLocal, type Newsletter, type Settings } from './newsletter.ts';
import type { Lookout } from './output/look.ts';
import type { Output } from './output/output.ts';
import { countFiles, type OutputChapters } from './output/record.ts';
import { Crew } from './press/crew.ts';
import { bind, createPlanner, type Plan } from './press/plan.ts';
import { openProgram, type Outfit } from './press/program.ts';
import { planTwins } from './press/twins.ts';
import type { Published, PublishOptions } from './publish.ts';
import { Refusal } from './refusal.ts';
import { indexParts } from './search/parts.ts';
import { auditKinds, countInSection } from './site/audit.ts';
import type { Chapter } from './site/chapter.ts';
import { listData, listOwn } from './site/data.ts';
import { createDays } from './site/day.ts';
import { createEdition, type Copy, type Edition, type ReadableIssue } from './site/edition.ts';
import { listHosting, type Origin } from './site/hosting.ts';
import { toKnown } from './site/known.ts';
import { listPages } from './site/pages.ts';
import { listSearch } from './site/search.ts';
import { toCopy } from './site/sheet.ts';
import { listShortSources } from './site/sources.ts';
import { listYears } from './site/years.ts';
import { headersPath, isSearchFile, redirectsPath } from './urls.ts';

/**
 * Brings an output up to date with a newsletter's content.
 *
 * @param lookout has begun to survey the issues, and to look at the output
 * @throws Refusal with the report where the content has an error; the output stays as it was
 */
export async function renew(
  output: Output,
  lookout: Lookout,
  { folders, now, environment, compressed, say, progress }: PublishOptions,
): Promise<Published> {
  const asking = readCommit(folders.content, environment);
  const ending = new AbortController();
  try {
    const settings = openSettings(folders);
    const { newsletter } = settings;
    // Compiled beside the reading, by another program, where it must be.
    const program = openProgram(folders, newsletter, ending.signal);
    program.ready.catch(() => {});
    const cache = openCache(folders, newsletter);
    const { edition, keep } = await openEdition(settings, cache, { folders, now, say, progress }, lookout);
    // Indexed beside the printing, by another program; what there is to print of it is known last.
    const { promise: underway, resolve: onSent } = Promise.withResolvers<void>();
    const { promise: spare, resolve: onSpare } = Promise.withResolvers<void>();
    const { language } = newsletter;
    const indexing = indexParts(edition.issues, { language, cache, folders, ending: ending.signal, onSent, spare });
    // Whoever waits for it below is told what went wrong.
    indexing.finally(onSent).catch(() => {});
    // That program must have its work first: nobody listens to it while pages are planned and printed.
    await underway;
    const site = listSite(edition, now);
    // Of a large archive, the look takes as long as all of this.
    await output.endLook();
    const shop = { folders, newsletter, program: program.folder, stage: output.spare, output: output.folder };
    const crew = new Crew(shop, program.ready, ending.signal);
    // The first build prints a page and two twins of each issue, at least: its threads load while that is planned.
    if (output.chapters.size === 0) crew.hire(3 * edition.issues.length);
    keep();
    const plan = createPlanner(output.chapters, digest(program.key, JSON.stringify(newsletter)));
    const early = plan(site);
    const outfitting = program.ready.then(async (outfit) => {
      const origin = { version: readVersion(folders), commit: await asking };
      return plan([listRest(edition, outfit, origin)]);
    });
    const searching = indexing.then((parts) => plan(listSearch(parts, edition.issues)));
    for (const planning of [outfitting, searching]) planning.catch(() => {});
    let isIndexed = false;
    searching.then(
      () => (isIndexed = true),
      () => {},
    );
    const findTwins = (chapters: OutputChapters) => planTwins(compressed ? chapters : new Map(), output.chapters);
    outfitting.then(
      ({ leftOut }) => describeLeftOut(leftOut).forEach(say),
      () => {},
    );
    if (early.pending.length === 0) {
      onSpare();
      const plans = [early, await outfitting, await searching];
      const { chapters } = bind(plans, []);
      const twins = findTwins(chapters);
      const isSame = [...plans, twins].every(({ pending }) => pending.length === 0);
      if (isSame && output.listGone(new Map([...chapters, ...bind([twins], []).chapters])).length === 0) {
        return { files: countFiles(output.chapters), changed: 0, removed: 0 };
      }
    }

    output.stage();
    const takeOver = (planned: Plan) => {
      output.keep(planned);
      return planned.pending;
    };
    const onPrint = (done: number, total: number) => progress('Printing file', done, total);
    const printed = await crew.print([takeOver(early), outfitting.then(takeOver)], onPrint);
    // Who waits for an index needs the memory of the printing threads; the search's files are few.
    if (!isIndexed) await crew.dismiss();
    onSpare();
    printed.push(...(await crew.print([searching.then(takeOver)], onPrint)));
    for (const { notes } of printed) notes.forEach(say);
    const { chapters, differences } = bind([early, await outfitting, await searching], printed);
    refuseDiffering([
      ...differences,
      ...auditKinds(
        [...chapters.values()].map(({ shown }) => shown),
        edition.issues,
      ),
    ]);
    const twins = findTwins(chapters);
    output.keep(twins);
    const compressedNow = await crew.print([twins.pending], onPrint);
    const all = new Map([...chapters, ...bind([twins], compressedNow).chapters]);
    const changed = [...printed, ...compressedNow].filter((file) => file.changed).length;
    const gone = output.listGone(all);
    describeLost(gone, edition).forEach(say);
    if (changed + gone.length > 0) output.replace(all);
    else output.confirm(all);
    return { files: countFiles(all), changed, removed: gone.length };
  } finally {
    ending.abort();
  }
}

/** The settings, or the report of what is wrong with them. */
function openSettings(folders: Folders): Settings & { newsletter: Newsletter } {
  const settings = openNewsletter(folders);
  refuseLocal(settings);
  const { newsletter } = settings;
  if (!newsletter || hasError(settings.file)) throw new Refusal(formatReport([settings.file]));
  return { ...settings, newsletter };
}

/** The content as it stands, or the report of what is wrong with it; and what keeps it for the next time. */
async function openEdition(
  settings: Settings & { newsletter: Newsletter },
  cache: IssueCache,
  { folders, now, say, progress }: Pick<PublishOptions, 'folders' | 'now' | 'say' | 'progress'>,
  lookout: Lookout,
): Promise<{ edition: Edition; keep: () => void }> {
  const { newsletter } = settings;
  const { about, pages, strays } = openBeside(folders);
  const onRead = (done: number, total: number) => progress('Reading issue', done, total);
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

/** Files under `public/` in whose place the site has something of its own: none is left out in silence. */
function describeLeftOut(paths: readonly string[]): string[] {
  return paths
    .filter((path) => path !== headersPath && path !== redirectsPath)
    .map((path) => `left out: ${quote(`public/${path}`)} (${siteHasOwn})`);
}

/** Issues of the last build that are no more: a site never loses one in silence. */
function describeLost(gone: readonly string[], { newsletter }: Edition): string[] {
  return gone.flatMap((name) => {
    const date = /^(\d{4}\/\d{2}\/\d{2})\/index\.html$/.exec(name)?.[1]?.replaceAll('/', '-');
    if (date === undefined || newsletter.gone.includes(date)) return [];
    return [
      `The issue of ${date} was published and is no more. Where it has another date now, name this one there, so that its address leads on: \`aliases: [${date}]\`. Where it is gone for good, name it in newsletter.yaml, so that hosts say so: \`gone: [${date}]\``,
    ];
  });
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

const siteHasOwn = 'the site has something of its own there';

/** All chapters of a site, but for its search and what has to wait for the program. */
function listSite(edition: Edition, now: Temporal.Instant): Chapter[] {
  const days = createDays(edition, now);
  const list = () => [...listPages(edition, days), ...listData(edition)];
  return [...listYears(edition, days), ...listShortSources(edition, days), { name: 'site', list }];
}

/** What hosts are told of the pages, what these come with, and the owner's own files, which give way to all others. */
function listRest(edition: Edition, { styles, assets }: Outfit, origin: Origin): Chapter {
  const list = () => [...listHosting(edition, styles, origin), ...assets.map(toCopy), ...listOwn(edition)];
  return { name: 'rest', list };
}

/** A site that does not show what is published is none to put in place. */
function refuseDiffering(differences: readonly string[]): void {
  if (differences.length === 0) return;
  const [those, more] = [differences.slice(0, 20), differences.length - 20];
  throw new Refusal(
    [
      'The site would not show what is published; the last one stays:',
      ...those.map((difference) => `  ${difference}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
  );
}
