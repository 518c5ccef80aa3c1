import path from 'node:path';
import type { VFile } from 'vfile';
import { openBeside } from '../beside.ts';
import { reportGone } from '../gone.ts';
import { openArchive, type Archive } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { aboutPath, findFolders, isIssuePath, newsletterPath, themePath, type Folders } from '../issue/files.ts';
import { choice, quote } from '../issue/message.ts';
import { countMessages, formatCounts, formatFramedReport, formatReport } from '../issue/report.ts';
import { openNewsletter, refuseLocal, type Newsletter, type Settings } from '../newsletter.ts';
import { watchFolder } from '../watch.ts';
import { findChangedFiles } from './changed.ts';
import { chooseFiles } from './choose.ts';
import { WrongUse, type Command, type Desk, type Input } from './command.ts';
import { offerCompletion } from './completion.ts';
import { formatGitHub, formatJson, formatSarif } from './formats.ts';

export const check: Command = {
  summary: 'Reports every problem of the issues and the settings, or of those under the paths.',
  usage: 'check [-- PATH…]',
  options: {
    strict: { type: 'boolean', help: 'end with 1 for warnings, too' },
    changed: { type: 'boolean', help: 'only files that are changed or new in git' },
    watch: { type: 'boolean', help: 'go on, and check again after each save' },
    format: { type: 'string', help: `${choice(formats())}; without it, frames on a terminal, else text` },
  },
  run: async (input, desk) => {
    const folders = findFolders(desk.root, desk.environment);
    const format = readFormat(input, desk);
    if (input.options['watch']) return watchFiles(folders, input, format, desk);
    const onRead = (done: number, total: number) => desk.progress('Checking issue', done, total);
    return report(chooseChecked(await checkAll(folders, onRead), input, folders), input, format, desk);
  },
};

type Format = 'frames' | 'text' | 'json' | 'github' | 'sarif';

function formats(): Format[] {
  return ['frames', 'text', 'json', 'github', 'sarif'];
}

function readFormat({ options }: Input, { isTerminal }: Desk): Format {
  const word = options['format'];
  if (word === undefined) return isTerminal ? 'frames' : 'text';
  const format = formats().find((known) => known === word);
  if (!format) throw new WrongUse(`Unexpected format ${quote(String(word))}, expected ${choice(formats())}`);
  return format;
}

/**
 * All files of a newsletter with their messages: settings, pages and issues. All, since a message on one file may come from
 * another; without good settings only these, since they decide what an issue may hold.
 */
export async function checkAll(folders: Folders, onRead?: OnRead): Promise<VFile[]> {
  const settings = openChecked(folders);
  if (!settings.newsletter) return [settings.file];
  return withPages(settings, await openIssues(folders, settings.newsletter, onRead), folders);
}

type OnRead = (done: number, total: number) => void;

function openChecked(folders: Folders): Settings {
  const settings = openNewsletter(folders);
  refuseLocal(settings);
  return settings;
}

function openIssues(folders: Folders, newsletter: Newsletter, onRead?: OnRead): Promise<Archive> {
  return openArchive(folders, openCache(folders, newsletter), onRead);
}

function withPages(settings: Settings, { files }: Archive, folders: Folders): VFile[] {
  reportGone(settings, files);
  const { pages, strays } = openBeside(folders);
  return [settings.file, ...pages, ...strays, ...files.map((issue) => issue.file)];
}

function chooseChecked(files: VFile[], { words, options }: Input, folders: Folders): VFile[] {
  const chosen = chooseFiles(words, files, (file) => file.path, `an issue, its folder or ${quote('newsletter.yaml')}`);
  if (!options['changed']) return chosen;
  const changed = new Set(findChangedFiles(folders.content));
  return chosen.filter((file) => changed.has(path.resolve(file.path)));
}

function report(files: VFile[], { options }: Input, format: Format, desk: Desk): number {
  const counts = countMessages(files);
  const text = write(files, format, desk);
  if (format !== 'frames' && format !== 'text') desk.print(text);
  else desk.print(`${text}${text && '\n\n'}${formatCounts(counts, files.length)}`);
  return counts.errors > 0 || (options['strict'] && counts.warnings > 0) ? 1 : 0;
}

function write(files: VFile[], format: Format, { paint }: Desk): string {
  switch (format) {
    case 'json':
      return formatJson(files);
    case 'github':
      return formatGitHub(files);
    case 'sarif':
      return formatSarif(files, process.cwd());
    case 'text':
      return formatReport(files);
    case 'frames':
      return formatFramedReport(files, {
        path: (text) => paint('underline', text),
        error: (text) => paint('red', text),
        warning: (text) => paint('yellow', text),
        gutter: (text) => paint('dim', text),
        caret: (text) => paint('red', text),
      });
  }
}

/** Checks now and after each change, between two lines that an editor's task can look for, until it is stopped. */
function watchFiles(folders: Folders, input: Input, format: Format, desk: Desk): Promise<number> {
  let settings: Settings;
  let archive: Archive | undefined;
  const open = async () => {
    settings = openChecked(folders);
    archive = settings.newsletter && (await openIssues(folders, settings.newsletter));
  };
  const check = () => {
    desk.print('Checking …');
    const files = archive ? withPages(settings, archive, folders) : [settings.file];
    report(chooseChecked(files, input, folders), input, format, desk);
    offerCompletion(folders);
    desk.print('Watching for changes …');
  };

  const changed = new Set<string>();
  const react = async () => {
    const files = [...changed];
    changed.clear();
    if (files.includes(newsletterPath(folders))) await open();
    else for (const file of files) if (isIssuePath(folders, file)) archive?.refresh(file);
    check();
  };
  return new Promise((_, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let turn = Promise.resolve();
    // Before the first look at any file, so that no save after it is missed.
    const onChange = (file: string) => {
      const others = [newsletterPath(folders), aboutPath(folders), themePath(folders)];
      if (!isIssuePath(folders, file) && !others.includes(file)) return;
      changed.add(file);
      // Programs save in several steps; one report for all of them is enough.
      clearTimeout(timer);
      timer = setTimeout(() => (turn = turn.then(react).catch(reject)), 50);
    };
    watchFolder(folders.content, { onChange, onError: reject });
    turn = open().then(check).catch(reject);
  });
}
