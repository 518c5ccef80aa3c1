import { createTwoFilesPatch } from 'diff';
import { readFileSync, realpathSync } from 'node:fs';
import { Archive, type IssueFile } from '../issue/archive.ts';
import { openCache } from '../issue/cache.ts';
import { writeFile } from '../issue/files.ts';
import { fixIssue } from '../issue/fix.ts';
import { count, formatReport } from '../issue/report.ts';
import type { Newsletter } from '../newsletter.ts';
import type { Command, Desk } from './command.ts';
import { chooseFiles } from './choose.ts';
import { openSettings } from './settings.ts';

export const fix: Command = {
  summary:
    'Rewrites what is certain in the issues, or in those under the paths; a file with another error is left alone.',
  usage: 'fix [-- PATH…]',
  options: { 'dry-run': { type: 'boolean', help: 'show what would change, and change nothing' } },
  run: async ({ words, options }, desk) => {
    const { folders, newsletter } = openSettings(desk);
    const archive = new Archive(folders, openCache(folders, newsletter), (done, total) =>
      desk.progress('Reading issue', done, total),
    );
    const files = chooseFiles(words, archive.files, ({ file }) => file.path, 'an issue or its folder');
    const isDry = options['dry-run'] === true;
    let changed = 0;
    const left: IssueFile[] = [];
    files.forEach((issue, index) => {
      desk.progress('Fixing issue', index + 1, files.length);
      const text = fixFile(issue, newsletter, desk);
      if (text === undefined) left.push(issue);
      if (text === undefined || isSame(text, issue)) return;
      changed++;
      if (isDry) desk.print(formatDiff(issue, text, desk));
      else if (write(issue, text)) desk.print(`fixed ${issue.file.path}`);
      else desk.print(`left ${issue.file.path}: it changed in the meantime`);
    });
    const broken = formatReport(left.map(({ file }) => file));
    if (broken) desk.print(`${changed > 0 ? '\n' : ''}Left as they are, until these are mended:\n\n${broken}\n`);
    desk.print(`${count(changed, 'file')} of ${files.length} ${isDry ? 'would change' : 'changed'}`);
    return left.length > 0 ? 1 : 0;
  },
};

/** The mended text, or nothing where the file is left as it is. */
function fixFile({ file }: IssueFile, newsletter: Newsletter, desk: Desk): string | undefined {
  // What only the whole archive can tell: nothing in the file itself would mend it.
  if (file.messages.some(({ ruleId, fatal }) => fatal && /^(?:file-repeat|image-file)$/.test(ruleId ?? '')))
    return undefined;
  const fixed = fixIssue(file, newsletter);
  if ('text' in fixed) return fixed.text;
  if (fixed.left === 'doubt') desk.print(`left ${file.path}: not certain that every word would survive`);
  return fixed.left === 'doubt' ? String(file.value) : undefined;
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
