import { readFileSync } from 'node:fs';
import { text as readStream } from 'node:stream/consumers';
import { VFile } from 'vfile';
import { findForm, isReadable, readImport } from '../import/read.ts';
import { writeDraft } from '../import/write.ts';
import { createFile, isFile, shownPath } from '../issue/files.ts';
import { quote } from '../issue/message.ts';
import { parseIssue } from '../issue/parse.ts';
import { count, formatReport } from '../issue/report.ts';
import { Refusal } from '../refusal.ts';
import { WrongUse, type Command } from './command.ts';
import { offerCompletion } from './completion.ts';
import { findFreeDate, findNewPath, readDate } from './day.ts';
import { openSettings, readToday } from './settings.ts';

export const importIssue: Command = {
  summary:
    'Makes a draft of a file or of standard input: plain text, HTML, a list of links, or Markdown; no line is lost.',
  usage: 'import [-- FILE]',
  options: {
    date: {
      type: 'string',
      help: 'the issue’s date; without it, the text’s, or the first day from today on without one',
    },
    'dry-run': { type: 'boolean', help: 'print the draft, and write nothing' },
  },
  run: async ({ words, options }, desk) => {
    const [word, ...more] = words;
    if (more.length > 0) throw new WrongUse(`Unexpected ${words.length} files, expected one`);
    const { folders, newsletter } = openSettings(desk);
    const today = readToday(desk, newsletter);
    const asked = typeof options['date'] === 'string' ? readDate(options['date'], today) : undefined;
    const text = await readText(word);
    const form = findForm(text, word);
    if (!isReadable(text, form)) throw new Refusal('Unexpected text nested too deep to be read, expected less');
    const read = readImport(text, form, newsletter);
    // A date that is not the asked one is still one of the text's lines.
    const other = asked !== undefined && read.date !== undefined && read.date !== asked ? [read.date] : [];
    const imported = { ...read, strays: [...other, ...read.strays] };
    const items = imported.sections.flatMap((section) => section.items);
    if (items.length === 0) throw new Refusal('Unexpected text without a story, expected titles, links or sections');

    const date = asked ?? imported.date ?? findFreeDate(folders, today);
    const draft = writeDraft(imported, date);
    if (options['dry-run']) {
      desk.print(draft.trimEnd());
      return 0;
    }
    const file = findNewPath(folders, date);
    if (!createFile(file, draft)) throw new Refusal(`Unexpected ${quote(shownPath(file))}, expected none`);
    offerCompletion(folders);
    const checked = new VFile({ path: shownPath(file), value: draft });
    parseIssue(checked, newsletter);
    const report = formatReport([checked]);
    const strays = imported.strays.flatMap((stray) => stray.split('\n')).map((stray) => `  ${stray}`);
    const lost = strays.length > 0 ? [`Without a place, and kept in a comment at the end:`, ...strays, ''] : [];
    const summary = `${shownPath(file)}: ${count(items.length, 'item')}, ${count(strays.length, 'line')} without a place`;
    desk.print([...(report ? [report, ''] : []), ...lost, summary].join('\n'));
    return checked.messages.some(({ fatal }) => fatal) ? 1 : 0;
  },
};

async function readText(word: string | undefined): Promise<string> {
  if (word === undefined && process.stdin.isTTY)
    throw new WrongUse('Unexpected missing file, expected one, or a text on standard input');
  if (word !== undefined && word !== '-' && !isFile(word))
    throw new WrongUse(`Unexpected path ${quote(word)}, expected a file that exists`);
  const bytes = word === undefined || word === '-' ? undefined : readFileSync(word);
  const text = bytes ? bytes.toString() : await readStream(process.stdin);
  if (text.includes('\ufffd'))
    throw new Refusal('Unexpected bytes that are no UTF-8, expected the text saved as UTF-8');
  return text;
}
