import { describeLeftOut, openEdition, openSettings } from './content.ts';
import { readCommit } from './hosting/commit.ts';
import { readVersion } from './hosting/version.ts';
import { openCache, type IssueCache } from './issue/cache.ts';
import { digest } from './issue/digest.ts';
import type { Folders } from './issue/files.ts';
import type { Output } from './output/output.ts';
import type { Lookout } from './output/look.ts';
import { countFiles, type OutputChapters } from './output/record.ts';
import { Crew } from './press/crew.ts';
import { bind, createPlanner, type Plan } from './press/plan.ts';
import { openProgram, type Outfit } from './press/program.ts';
import { planTwins } from './press/twins.ts';
import type { Published, PublishOptions } from './publish.ts';
import { Refusal } from './refusal.ts';
import { indexParts, type SearchPart } from './search/parts.ts';
import { auditKinds } from './site/audit.ts';
import type { Chapter } from './site/chapter.ts';
import { listData, listOwn } from './site/data.ts';
import { createDays } from './site/day.ts';
import type { Edition } from './site/edition.ts';
import { listHosting, type Origin } from './site/hosting.ts';
import { listPages } from './site/pages.ts';
import { listSearch } from './site/search.ts';
import { toCopy } from './site/sheet.ts';
import { listShortSources } from './site/sources.ts';
import { listYears } from './site/years.ts';

/**
 * Brings an output up to date with a newsletter's content.
 *
 * @param lookout has begun to survey the issues, and to look at the output
 * @throws Refusal with the report where the content has an error; the output stays as it was
 */
export async function renew(output: Output, lookout: Lookout, options: PublishOptions): Promise<Published> {
  const { folders, now, environment, compressed, say, progress } = options;
  const asking = readCommit(folders.content, environment);
  const ending = new AbortController();
  try {
    const settings = openSettings(folders);
    const { newsletter } = settings;
    // Compiled beside the reading, by another program, where it must be.
    const program = openProgram(folders, newsletter, ending.signal);
    program.ready.catch(() => {});
    const cache = openCache(folders, newsletter);
    const shop = { folders, newsletter, program: program.folder, stage: output.spare, output: output.folder };
    const crew = new Crew(shop, program.ready, ending.signal);
    // Of each of them a page and two twins are printed, at least: the threads load while that is planned.
    const hireFor = (issues: number) => crew.hire(3 * issues);
    const onRead = (done: number, total: number) => {
      progress('Reading issue', done, total);
      if (done === total) hireFor(total);
    };
    const { edition, keep } = await openEdition(settings, cache, options, lookout, onRead);
    // Indexed beside the printing, by another program; what there is to print of it is known last.
    const indexing = beginIndexing(edition, cache, folders, ending.signal);
    // That program must have its work first: nobody listens to it while pages are planned and printed.
    await indexing.underway;
    const site = listSite(edition, now);
    // Of a large archive, the look takes as long as all of this.
    await output.endLook();
    // The first build prints all issues, also where they were read before.
    if (output.chapters.size === 0) hireFor(edition.issues.length);

    const plan = createPlanner(output.chapters, digest(program.key, JSON.stringify(newsletter)));
    const early = plan(site);
    const outfitting = program.ready.then(async (outfit) => {
      const origin = { version: readVersion(folders), commit: await asking };
      return plan([listRest(edition, outfit, origin)]);
    });
    const searching = indexing.parts.then((parts) => plan(listSearch(parts, edition.issues)));
    // Whoever waits for them below is told what went wrong.
    outfitting.then(({ leftOut }) => describeLeftOut(leftOut).forEach(say)).catch(() => {});
    searching.catch(() => {});
    const findTwins = (chapters: OutputChapters) => planTwins(compressed ? chapters : new Map(), output.chapters);

    if (early.pending.length === 0) {
      keep();
      indexing.hurry();
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
    const printing = crew.print([takeOver(early), outfitting.then(takeOver)], onPrint);
    // Others are at work by now.
    if (early.pending.length > 0) keep();
    const printed = await printing;
    // Who waits for an index needs the memory of the printing threads; the search's files are few.
    if (!indexing.isDone) await crew.dismiss();
    indexing.hurry();
    printed.push(...(await crew.print([searching.then(takeOver)], onPrint)));
    for (const { notes } of printed) notes.forEach(say);
    const { chapters, differences } = bind([early, await outfitting, await searching], printed);
    const shown = Array.from(chapters.values(), (chapter) => chapter.shown);
    refuseDiffering([...differences, ...auditKinds(shown, edition.issues)]);

    const twins = findTwins(chapters);
    printed.push(...(await crew.print([takeOver(twins)], onPrint)));
    const all = new Map([...chapters, ...bind([twins], printed).chapters]);
    const changed = printed.filter((file) => file.changed).length;
    const gone = output.listGone(all);
    describeLost(gone, edition).forEach(say);
    if (changed + gone.length > 0) output.replace(all);
    else output.confirm(all);
    return { files: countFiles(all), changed, removed: gone.length };
  } finally {
    ending.abort();
  }
}

/** The search on its way. */
interface Indexing {
  parts: Promise<SearchPart[]>;
  /** Settled once others are at work on it. */
  underway: Promise<void>;
  isDone: boolean;
  /** Gives it the cores that nobody else needs any more. */
  hurry: () => void;
}

function beginIndexing(edition: Edition, cache: IssueCache, folders: Folders, ending: AbortSignal): Indexing {
  const { promise: underway, resolve: onSent } = Promise.withResolvers<void>();
  const { promise: spare, resolve: hurry } = Promise.withResolvers<void>();
  const { language } = edition.newsletter;
  const parts = indexParts(edition.issues, { language, cache, folders, ending, onSent, spare });
  const indexing: Indexing = { parts, underway, isDone: false, hurry };
  // Whoever waits for the parts is told what went wrong.
  parts
    .then(() => (indexing.isDone = true))
    .finally(onSent)
    .catch(() => {});
  return indexing;
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
