import { createFile, shownPath } from '../issue/files.ts';
import { writeInline } from '../issue/markdown.ts';
import { quote } from '../issue/message.ts';
import type { Newsletter } from '../newsletter.ts';
import { Refusal } from '../refusal.ts';
import { WrongUse, type Command } from './command.ts';
import { offerCompletion } from './completion.ts';
import { findFreeDate, findNewPath, readDate } from './day.ts';
import { findEditor, startEditor } from './editor.ts';
import { openSettings, readToday } from './settings.ts';

export const newIssue: Command = {
  summary: 'Begins an issue: of the date, or of the first day from today on that has none.',
  usage: 'new [-- DATE]',
  options: { open: { type: 'boolean', help: 'start the editor that VISUAL or EDITOR names, at the tagline' } },
  run: async ({ words, options }, desk) => {
    if (words.length > 1) throw new WrongUse(`Unexpected ${words.length} dates, expected one`);
    const { folders, newsletter } = openSettings(desk);
    const editor = options['open'] ? findEditor(desk.environment) : undefined;
    const today = readToday(desk, newsletter);
    const date = words[0] === undefined ? findFreeDate(folders, today) : readDate(words[0], today);
    const file = findNewPath(folders, date);
    if (!createFile(file, template(date, newsletter)))
      throw new Refusal(`Unexpected file ${quote(shownPath(file))}, expected none`);
    offerCompletion(folders);
    // The tagline is the first thing to be written: line 3, after `tagline: `.
    const cursor = { line: 3, column: 'tagline: '.length + 1 };
    desk.print(`${shownPath(file)}:${cursor.line}:${cursor.column}`);
    return editor ? startEditor(editor, file, cursor) : 0;
  },
};

/** An issue that checks with warnings only, and stays a draft until its editor takes the line away. */
function template(date: string, { sections }: Newsletter): string {
  // Its own for each date, or two drafts would tell one story.
  const example = `https://example.com/${date}/`;
  const parts = sections.map(({ name, path }) =>
    [
      `## ${writeInline([{ type: 'text', value: name }])}`,
      `### [TODO: title](${example}${path})`,
      'TODO: summary',
    ].join('\n\n'),
  );
  return [`---\ndate: ${date}\ntagline: TODO\ndraft: true\n---`, ...parts].join('\n\n') + '\n';
}
