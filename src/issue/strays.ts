import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { VFile } from 'vfile';
import { isCalendarDate } from './date.ts';
import {
  aboutPath,
  isFolder,
  isHidden,
  issuesFolder,
  listFiles,
  listIssueFiles,
  newsletterPath,
  shownPath,
  themePath,
  type Folders,
} from './files.ts';
import { quote, report } from './message.ts';

/** The files of `content/` that stand where nobody reads any, each with its message: none is left out in silence. */
export function openStrays(folders: Folders): VFile[] {
  const read = [newsletterPath(folders), aboutPath(folders), themePath(folders)];
  const aside = listAside(folders).filter((file) => !read.includes(file));
  // A link among the issues may lead to a file beside them.
  const linked = new Set(aside.length > 0 ? listLinked(folders) : []);
  return aside
    .filter((file) => !existsSync(file) || !linked.has(realpathSync(file)))
    .map((file) => {
      const stray = new VFile({ path: shownPath(file) });
      const name = path.basename(file);
      if (isCalendarDate(path.basename(file, '.md'))) {
        report(stray, 'file-place', undefined, 'issue outside of `content/issues/`', quote(`content/issues/${name}`));
      } else {
        const expected = 'issues in `issues/`, and beside it `newsletter.yaml`, `about.md` and `theme.css` only';
        report(stray, 'file-place', undefined, `file ${quote(name)} in \`content/\``, expected);
      }
      return stray;
    });
}

/** Where the links among the issues lead to. */
function listLinked(folders: Folders): string[] {
  const links = listIssueFiles(folders).filter((file) => lstatSync(file).isSymbolicLink());
  return links.filter((file) => existsSync(file)).map((file) => realpathSync(file));
}

/** Every file of `content/` but for those in `issues/`, in an order that no machine changes. */
function listAside(folders: Folders): string[] {
  if (!isFolder(folders.content)) return [];
  return readdirSync(folders.content)
    .map((name) => path.join(folders.content, name))
    .filter((file) => !isHidden(path.basename(file)) && file !== issuesFolder(folders))
    .flatMap((file) => (lstatSync(file).isDirectory() ? listFiles(file) : [file]))
    .sort();
}
