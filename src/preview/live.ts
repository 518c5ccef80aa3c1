import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { VFile } from 'vfile';
import { readClock } from '../due.ts';
import { Archive, type IssueFile } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { aboutPath, isIssuePath, newsletterPath, type Folders } from '../issue/files.ts';
import { hasError } from '../issue/message.ts';
import { openAbout } from '../issue/page.ts';
import { formatReport } from '../issue/report.ts';
import { openNewsletter, type Newsletter } from '../newsletter.ts';
import { toStored } from '../stored.ts';
import { createSite, homePath, issuePath } from '../urls.ts';
import { listNotes, type Note } from './notes.ts';
import { findNewestDraft, putShelf, type Shelf } from './shelf.ts';

const app = 'dateline-messages';

/** The preview's live part: reads the issues, and again what is saved, and has the browser show it at once. */
export function createLivePreview(folders: Folders): AstroIntegration {
  return {
    name: 'dateline-preview',
    hooks: {
      'astro:config:setup': ({ command, addDevToolbarApp }) => {
        if (command !== 'dev') return;
        const entrypoint = new URL('./toolbar.ts', import.meta.url);
        addDevToolbarApp({ id: app, name: 'Messages', icon: 'file-search', entrypoint });
      },
      'astro:server:setup': ({ server, toolbar, logger }) => {
        const desk = new Desk(folders, logger);
        // With `--open`, the browser opens what the editor is at work on.
        if (server.config.server.open) server.config.server.open = desk.newestPath();
        toolbar.on<{ path: string }>(`${app}:open`, ({ path }) =>
          toolbar.send(`${app}:notes`, { path, notes: desk.notesOf(path) }),
        );
        const react = (file: string) => {
          if (!desk.refresh(file)) return;
          for (const name of ['ssr', 'prerender']) server.environments[name]?.hot.send('astro:content-changed', {});
          server.environments.client?.hot.send({ type: 'full-reload', path: '*' });
        };
        server.watcher.add(folders.content);
        // A file is first emptied, then written, and the watcher is silent on it for 50 ms after it spoke: later, it is whole.
        const reactLater = (file: string) => void setTimeout(react, 60, file);
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, reactLater);
      },
    },
  };
}

/** The issues of a running preview. */
class Desk {
  #folders: Folders;
  #logger: AstroIntegrationLogger;
  #shelf: Shelf = { revision: 0, issues: new Map() };
  #settings = new VFile();
  #newsletter: Newsletter | undefined;
  #archive: Archive | undefined;

  constructor(folders: Folders, logger: AstroIntegrationLogger) {
    this.#folders = folders;
    this.#logger = logger;
    putShelf(this.#shelf);
    this.#open();
  }

  /** @returns whether the pages change */
  refresh(file: string): boolean {
    if (file === newsletterPath(this.#folders)) {
      this.#open();
      return true;
    }
    if (file === aboutPath(this.#folders)) return true;
    if (!this.#archive || !isIssuePath(this.#folders, file)) return false;
    const { files, gone } = this.#archive.refresh(file);
    for (const path of gone) this.#shelf.issues.delete(path);
    this.#put(files);
    return true;
  }

  /** The path on this host of the issue that the editor is at work on. */
  newestPath(): string {
    const date = findNewestDraft(this.#shelf);
    return createSite(this.#newsletter?.url ?? 'http://localhost/').href(
      date === undefined ? homePath : issuePath(date),
    );
  }

  /** The messages for the page at a path: an issue's own, or on any other page those of all files. */
  notesOf(path: string): Note[] {
    const about = openAbout(this.#folders);
    const issues = this.#archive?.files.map(({ file }) => file) ?? [];
    return listNotes([this.#settings, ...(about ? [about.file] : []), ...issues], path);
  }

  /** With broken settings, the last good ones serve on. */
  #open(): void {
    const { file, newsletter } = openNewsletter(this.#folders);
    this.#settings = file;
    if (!newsletter) return;
    this.#newsletter = newsletter;
    this.#archive = new Archive(this.#folders, openCache(this.#folders, newsletter));
    this.#shelf.issues.clear();
    this.#put(this.#archive.files);
  }

  #put(files: readonly IssueFile[]): void {
    if (!this.#newsletter) return;
    this.#shelf.revision++;
    const now = readClock(process.env);
    for (const issue of files) this.#shelf.issues.set(issue.file.path, toStored(issue, this.#newsletter, now));
    logErrors(
      files.map(({ file }) => file),
      this.#logger,
    );
  }
}

function logErrors(files: readonly VFile[], logger: AstroIntegrationLogger): void {
  const broken = files.filter(hasError);
  if (broken.length > 0) logger.error(`\n${formatReport(broken)}`);
}
