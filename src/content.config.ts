import { fileURLToPath } from 'node:url';
import { defineCollection } from 'astro:content';
import type { Loader, LoaderContext } from 'astro/loaders';
import type { VFile } from 'vfile';
import * as z from 'zod';
import { readClock } from './due.ts';
import { Archive, type IssueFile } from './issue/archive.ts';
import { openCache } from './issue/cache.ts';
import { aboutPath, findFolders, newsletterPath, type Folders } from './issue/files.ts';
import { hasError } from './issue/message.ts';
import { openAbout, type OwnPage } from './issue/page.ts';
import { countMessages, formatCounts, formatReport } from './issue/report.ts';
import { Refusal } from './refusal.ts';
import { openNewsletter, refuseLocal, type Newsletter } from './newsletter.ts';
import { toStored, type StoredIssue } from './stored.ts';

const isBuild = import.meta.env.DATELINE_COMMAND === 'build';

const newsletterLoader: Loader = {
  name: 'newsletter',
  load: async (context) => {
    const folders = findFolders(fileURLToPath(context.config.root), process.env);
    const load = () => {
      const settings = openNewsletter(folders);
      const { file, newsletter } = settings;
      if (isBuild) refuseLocal(settings);
      refuse([file], context);
      // A preview goes on with the last good settings.
      if (newsletter) context.store.set({ id: 'newsletter', data: newsletter });
    };
    load();
    onChange(context, folders, (file) => file === newsletterPath(folders) && load());
  },
};

const pageLoader: Loader = {
  name: 'pages',
  load: async (context) => {
    const folders = findFolders(fileURLToPath(context.config.root), process.env);
    const load = () => {
      const about = openAbout(folders);
      if (about) refuse([about.file], context);
      if (about?.page) context.store.set({ id: 'about', data: about.page });
      else if (!about) context.store.delete('about');
    };
    load();
    onChange(context, folders, (file) => file === aboutPath(folders) && load());
  },
};

/** Only for what is read once: a running preview has its own way to the pages, which a save takes at once. */
const issueLoader: Loader = {
  name: 'issues',
  load: async (context) => {
    const folders = findFolders(fileURLToPath(context.config.root), process.env);
    const { newsletter } = openNewsletter(folders);
    if (!newsletter || import.meta.env.DATELINE_COMMAND === 'dev') return context.store.clear();
    const archive = new Archive(folders, openCache(folders, newsletter));
    refuse(
      archive.files.map(({ file }) => file),
      context,
    );
    store(archive.files, newsletter, context);
  },
};

export const collections = {
  newsletter: defineCollection({ loader: newsletterLoader, schema: z.custom<Newsletter>() }),
  pages: defineCollection({ loader: pageLoader, schema: z.custom<OwnPage>() }),
  issues: defineCollection({ loader: issueLoader, schema: z.custom<StoredIssue>() }),
};

/** With an error, ends a build with the whole report; a preview logs it and goes on. */
function refuse(files: VFile[], { logger }: LoaderContext): void {
  const counts = countMessages(files);
  if (counts.errors === 0) return;
  const broken = files.filter(hasError);
  const report = `${formatReport(broken)}\n\n${formatCounts(counts, files.length)}`;
  if (isBuild) throw new Refusal(report);
  logger.error(`\n${report}`);
}

function store(files: IssueFile[], newsletter: Newsletter, { store, logger }: LoaderContext): void {
  const now = readClock(process.env);
  const stale = new Set(store.keys());
  for (const file of files) {
    const issue = toStored(file, newsletter, now);
    if (isBuild && (issue.status === 'draft' || issue.status === 'scheduled')) {
      logger.info(`left out: ${issue.path} (${issue.status === 'draft' ? 'draft' : `due ${issue.due}`})`);
      continue;
    }
    stale.delete(issue.path);
    store.set({ id: issue.path, data: issue, digest: JSON.stringify(issue) });
  }
  for (const id of stale) store.delete(id);
}

/** Calls back with the path of each file that is added, changed or deleted while a preview runs. */
function onChange({ watcher }: LoaderContext, folders: Folders, react: (file: string) => void): void {
  // The preview's server watches its own folder only, and `CONTENT_DIR` may name one elsewhere.
  watcher?.add(folders.content);
  // A file is first emptied, then written, and the watcher is silent on it for 50 ms after it spoke: later, it is whole.
  const reactLater = (file: string) => void setTimeout(react, 60, file);
  for (const event of ['add', 'change', 'unlink'] as const) watcher?.on(event, reactLater);
}
