import path from 'node:path';
import { Archive } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { findFolders, isFile, isFolder, type Folders } from '../issue/files.ts';
import { choice, quote } from '../issue/message.ts';
import { openAbout } from '../issue/page.ts';
import { countMessages, formatCounts, formatReport } from '../issue/report.ts';
import { openNewsletter, refuseLocal } from '../newsletter.ts';
import { WrongUse, type Command } from './command.ts';
import type { VFile } from 'vfile';

export const check: Command = {
  summary: 'Reports every problem of the issues and the settings, or of those under the paths.',
  usage: 'check [-- PATH…]',
  options: { strict: { type: 'boolean', help: 'end with 1 for warnings, too' } },
  run: async ({ words, options }, desk) => {
    const folders = findFolders(desk.root, desk.environment);
    const wanted = words.map((word) => findPath(word));
    const files = checkAll(folders).filter(
      ({ path: file }) => wanted.length === 0 || wanted.some((want) => isUnder(file, want)),
    );
    if (files.length === 0)
      throw new WrongUse(`Unexpected ${choice(words)}, expected an issue, its folder or ${quote('newsletter.yaml')}`);
    const counts = countMessages(files);
    const report = formatReport(files);
    desk.print(`${report}${report && '\n\n'}${formatCounts(counts, files.length)}`);
    return counts.errors > 0 || (options['strict'] && counts.warnings > 0) ? 1 : 0;
  },
};

/**
 * All files of a newsletter with their messages: settings, pages and issues. All, since a message on one file may come from
 * another; without good settings only these, since they decide what an issue may hold.
 */
export function checkAll(folders: Folders): VFile[] {
  const settings = openNewsletter(folders);
  const { file, newsletter } = settings;
  if (!newsletter) return [file];
  refuseLocal(settings);
  const archive = new Archive(folders, openCache(folders, newsletter));
  const about = openAbout(folders);
  return [file, ...(about ? [about.file] : []), ...archive.files.map((issue) => issue.file)];
}

function findPath(word: string): string {
  const found = path.resolve(word);
  if (!isFile(found) && !isFolder(found))
    throw new WrongUse(`Unexpected path ${quote(word)}, expected a file or folder that exists`);
  return found;
}

function isUnder(file: string, folder: string): boolean {
  const relative = path.relative(folder, path.resolve(file));
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}
