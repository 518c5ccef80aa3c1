import { createTwoFilesPatch } from 'diff';
import { readFileSync, realpathSync } from 'node:fs';
import { VFile } from 'vfile';
import { openArchive, type IssueFile } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { writeFile } from '../issue/files.ts';
import { fixIssue, type Fix } from '../issue/fix.ts';
import { count, formatReport } from '../issue/report.ts';
import type { Newsletter } from '../newsletter.ts';
import type { Command, Desk } from './command.ts';
import { chooseFiles } from './choose.ts';
import { Done } from './done.ts';
import { openSettings } from './settings.ts';

export const fix: Command = {
  summary:
    'Rewrites what is certain in the issues, or in those under the paths; a file with another error is left alone.',
  usage: 'fix [-- PATH…]',
  options: { 'dry-run': { type: 'boolean', help: 'show what would change, and change nothing' } },
  run: async ({ words, options }, desk) => {
    const { folders, newsletter } = openSettings(desk);
    const cache = openCache(folders, newsletter);
    const archive = await openArchive(folders, cache, (done, total) => desk.progress('Reading issue', done, total));
    const files = chooseFiles(words, archive.files, ({ file }) => file.path, 'an issue or its folder');
    const done = new Done(folders, archive.files);
    const isDry = options['dry-run'] === true;
    let changed = 0;
    const left: IssueFile[] = [];
    files.forEach((issue, index) => {
      if (done.has(issue)) return;
      desk.progress('Fixing issue', index + 1, files.length);
      const fixed = fixFile(issue, newsletter);
      if ('left' in fixed) {
        if (fixed.left === 'error') left.push(issue);
        else desk.print(`left ${issue.file.path}: not certain that every word would survive`);
      } else if (isSame(fixed.text, issue)) done.add(cache.keyOf(issue.file));
      else {
        const { text } = fixed;
        const { path } = issue.file;
        if (isDry) desk.print(formatDiff(issue, text, desk));
        else if (!write(issue, text)) return desk.print(`left ${path}: it changed in the meantime`);
        else {
          done.add(cache.keyOf(new VFile({ path, value: Buffer.from(text) })));
          desk.print(`fixed ${path}`);
        }
        changed++;
      }
    });
    done.save();
    const broken = formatReport(left.map(({ file }) => file));
    if (broken) desk.print(`${changed > 0 ? '\n' : ''}Left as they are, until these are mended:\n\n${broken}\n`);
    desk.print(`${count(changed, 'file')} of ${files.length} ${isDry ? 'would change' : 'changed'}`);
    return left.length > 0 ? 1 : 0;
  },
};

function fixFile({ file }: IssueFile, newsletter: Newsletter): Fix {
  // What only the whole archive can tell: nothing in the file itself would mend it.
  const isElsewhere = /^(?:file-repeat|image-file)$/;
  if (file.messages.some(({ ruleId, fatal }) => fatal && isElsewhere.test(ruleId ?? ''))) return { left: 'error' };
  return fixIssue(file, newsletter);
}

function isSame(text: string, { file }: IssueFile): boolean {
  return Buffer.from(text).equals(Buffer.from(file.value));
}

/** Writes the text unless an editor has saved the file since it was read. */
function write(issue: IssueFile, text: string): boolean {
  // The file itself, where its path is a link to it.
  const path = realpathSync(issue.file.path);
  if (!readFileSync(path).equals(Buffer.from(issue.file.value))) return false;
  writeFile(path, text);
  return true;
}

function formatDiff({ file }: IssueFile, text: string, desk: Desk): string {
  const patch = createTwoFilesPatch(file.path, file.path, String(file.value), text, '', '', { context: 2 });
  const lines = patch.trimEnd().split('\n').slice(1);
  return lines.map((line) => paintLine(line, desk)).join('\n');
}

function paintLine(line: string, { paint }: Desk): string {
  if (/^(?:\+\+\+|---)/.test(line)) return paint('bold', line);
  if (line.startsWith('+')) return paint('green', line);
  if (line.startsWith('-')) return paint('red', line);
  return line.startsWith('@@') ? paint('cyan', line) : line;
}
