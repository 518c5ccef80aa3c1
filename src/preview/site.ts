import { VFile } from 'vfile';
import { openBeside } from '../beside.ts';
import { measurePicture } from '../browse/picture.ts';
import { lastDueDate, readClock } from '../due.ts';
import { readVersion } from '../hosting/version.ts';
import { openArchive, type Archive, type IssueFile } from '../issue/archive.ts';
import { openCache, type IssueCache } from '../issue/cache.ts';
import { aboutPath, isIssuePath, newsletterPath, type Folders } from '../issue/files.ts';
import { hasError } from '../issue/message.ts';
import { openAbout } from '../issue/page.ts';
import { createReader } from '../issue/reader.ts';
import { openNewsletter, type Newsletter } from '../newsletter.ts';
import { indexParts } from '../search/parts.ts';
import { listData } from '../site/data.ts';
import { createDays } from '../site/day.ts';
import { createEdition, type Edition } from '../site/edition.ts';
import { toKnown, type KnownIssue } from '../site/known.ts';
import { listHosting } from '../site/hosting.ts';
import type { Chapter } from '../site/chapter.ts';
import { listPages } from '../site/pages.ts';
import { listSearch } from '../site/search.ts';
import { isPage, type Sheet } from '../site/sheet.ts';
import type { DataProps, Desk, Page } from '../site/template.ts';
import { writers, type Content } from '../site/write.ts';
import { listShortSources } from '../site/sources.ts';
import { listYears } from '../site/years.ts';
import { openTheme } from '../theme.ts';
import { createSite, homePath, issuePath, searchPath } from '../urls.ts';
import { findNewestDraft } from './draft.ts';
import { listNotes, type Note } from './notes.ts';

/** The site of a running preview: drafts and what is not due included, and after each save as it is then. */
export class LiveSite {
  readonly #folders: Folders;
  readonly #report: (broken: VFile[]) => void;
  readonly #known = new Map<string, KnownIssue>();
  #settings = new VFile();
  #newsletter: Newsletter | undefined;
  #archive: Archive | undefined;
  #cache: IssueCache | undefined;
  #laidOut: LaidOut | undefined;
  #indexing: Promise<(path: string) => Sheet | undefined> | undefined;

  private constructor(folders: Folders, report: (broken: VFile[]) => void) {
    this.#folders = folders;
    this.#report = report;
  }

  /** @param report is told of files with errors, whenever there are some anew */
  static async open(folders: Folders, report: (broken: VFile[]) => void): Promise<LiveSite> {
    const site = new LiveSite(folders, report);
    await site.#open();
    return site;
  }

  /** @returns whether the site changes with a file that was saved */
  async refresh(file: string): Promise<boolean> {
    if (file === newsletterPath(this.#folders)) await this.#open();
    else if (this.#archive && isIssuePath(this.#folders, file)) {
      const { files, gone } = this.#archive.refresh(file);
      for (const path of gone) this.#known.delete(path);
      this.#put(files);
    } else if (file !== aboutPath(this.#folders)) return false;
    this.#laidOut = undefined;
    this.#indexing = undefined;
    return true;
  }

  /** The page at an address from the root of the site; that of no page where there is none. */
  open(path: string): { page: Page; desk: Desk } {
    const { find, desk } = this.#layOut();
    const sheet = path === '' || path.endsWith('/') ? find(path) : (find(`${path}/`) ?? find(path));
    const page = sheet && isPage(sheet) ? sheet : undefined;
    if (!page) return { page: { template: 'NotFound', props: {} }, desk };
    // The sheet paired the template with its props.
    return { page: { template: page.maker, props: page.props() } as Page, desk };
  }

  /** What is at an address from the root of the site, where it is no page. */
  async read(path: string): Promise<Content | undefined> {
    if (isOfServer(path)) return undefined;
    const { find, desk } = this.#layOut();
    const sheet = find(path) ?? (path.startsWith(searchPath) ? (await this.#index())(path) : undefined);
    if (!sheet || isPage(sheet)) return undefined;
    // The sheet paired the writer with its props.
    const write = writers[sheet.maker as keyof DataProps] as (props: unknown, desk: unknown) => Promise<Content>;
    return write(sheet.props(), { ...desk, folders: this.#folders, stage: '', say: () => {} });
  }

  /** The address on its host of the issue that the editor is at work on. */
  newestAddress(): string {
    const date = findNewestDraft(this.#known.values());
    const path = date === undefined ? homePath : issuePath(date);
    return createSite(this.#newsletter?.url ?? 'http://localhost/').href(path);
  }

  /** The messages for the page at an address: an issue's own, or on any other page those of all files. */
  notesOf(address: string): Note[] {
    const { pages, strays } = openBeside(this.#folders);
    const issues = this.#archive?.files.map(({ file }) => file) ?? [];
    return listNotes([this.#settings, ...pages, ...strays, ...issues], address);
  }

  /** With broken settings, the last good ones serve on. */
  async #open(): Promise<void> {
    const { file, newsletter } = openNewsletter(this.#folders);
    this.#settings = file;
    if (!newsletter) return this.#report([file]);
    const broken = openTheme(this.#folders).filter(hasError);
    if (broken.length > 0) this.#report(broken);
    const cache = openCache(this.#folders, newsletter);
    const archive = await openArchive(this.#folders, cache);
    this.#newsletter = newsletter;
    this.#archive = archive;
    this.#cache = cache;
    this.#known.clear();
    this.#put(archive.files);
  }

  #put(files: readonly IssueFile[]): void {
    const newsletter = this.#newsletter;
    if (!newsletter) return;
    const lastDue = lastDueDate(newsletter, readClock(process.env));
    for (const issue of files) this.#known.set(issue.file.path, toKnown(issue, newsletter, lastDue));
    const broken = files.map(({ file }) => file).filter(hasError);
    if (broken.length > 0) this.#report(broken);
  }

  #layOut(): LaidOut {
    const [newsletter, cache] = [this.#newsletter, this.#cache];
    if (!newsletter || !cache) throw new Error('A preview begins with good settings');
    if (this.#laidOut) return this.#laidOut;
    const folders = this.#folders;
    const about = openAbout(folders)?.page;
    const edition = createEdition({ newsletter, known: this.#known.values(), about, copies: [] });
    const origin = { version: readVersion(folders), commit: undefined };
    const days = createDays(edition, readClock(process.env));
    const list = () => [...listPages(edition, days), ...listHosting(edition, [], origin), ...listData(edition)];
    const chapters = [...listYears(edition, days), ...listShortSources(edition, days), { name: 'site', list }];
    const desk: Desk = {
      newsletter,
      site: edition.site,
      measure: (address) => measurePicture(address, folders),
      readIssue: createReader(cache),
    };
    this.#laidOut = { edition, find: createFinder(chapters), desk, cache };
    return this.#laidOut;
  }

  /** The search is indexed when it is first asked for, and again where an issue changed. */
  #index(): Promise<(path: string) => Sheet | undefined> {
    const { edition, cache } = this.#layOut();
    const { language } = edition.newsletter;
    this.#indexing ??= indexParts(edition.issues, { language, cache, folders: this.#folders })
      .then((parts) => createFinder(listSearch(parts, edition.issues)))
      .catch((error) => {
        // What was wrong may be over when it is asked for again.
        this.#indexing = undefined;
        throw error;
      });
    return this.#indexing;
  }
}

/** All of a site, before anything of it is made. */
interface LaidOut {
  edition: Edition;
  find: (path: string) => Sheet | undefined;
  desk: Desk;
  cache: IssueCache;
}

/** Whether the server has a file for itself: to know that it is none of the site, all of a site would be listed. */
function isOfServer(path: string): boolean {
  return /^(?:@|node_modules\/|src\/.*\.(?:astro|css|js|ts)$)/.test(path);
}

/** Finds the sheet of an address. The chapters are listed one by one, the likeliest first: of an archive, few are asked for. */
function createFinder(chapters: readonly Chapter[]): (path: string) => Sheet | undefined {
  const listed = new Map<Chapter, Map<string, Sheet>>();
  const sheetsOf = (chapter: Chapter) => {
    const sheets = listed.get(chapter) ?? new Map(chapter.list().map((sheet) => [sheet.path, sheet]));
    listed.set(chapter, sheets);
    return sheets;
  };
  return (path) => {
    const names = path.split(/[/.-]/);
    const isLikely = ({ name }: Chapter) => name.split(' ').some((word) => names.includes(word));
    const [likely, others] = [chapters.filter(isLikely), chapters.filter((chapter) => !isLikely(chapter))];
    // What is of no year comes first among the others.
    for (const chapter of [...likely, ...others.toReversed()]) {
      const sheet = sheetsOf(chapter).get(path);
      if (sheet) return sheet;
    }
    return undefined;
  };
}
