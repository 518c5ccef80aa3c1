import path from 'node:path';
import { isCalendarDate } from '../issue/date.ts';
import { issueFile, listIssueFiles, shownPath, type Folders } from '../issue/files.ts';
import { quote } from '../issue/message.ts';
import { Refusal } from '../refusal.ts';
import { WrongUse } from './command.ts';

/**
 * The date that a user named: `2026-03-23`, `today` or `tomorrow`.
 *
 * @throws WrongUse where it is none
 */
export function readDate(word: string, today: string): string {
  if (word === 'today') return today;
  if (word === 'tomorrow') return dayAfter(today);
  if (isCalendarDate(word)) return word;
  throw new WrongUse(`Unexpected date ${quote(word)}, expected \`2026-03-23\`, \`today\` or \`tomorrow\``);
}

/** The first date from a day on that has no file. */
export function findFreeDate(folders: Folders, from: string): string {
  const taken = new Set(listIssueFiles(folders).map((file) => path.basename(file, '.md')));
  let date = from;
  while (taken.has(date)) date = dayAfter(date);
  return date;
}

/**
 * The path of a new issue.
 *
 * @throws Refusal where the date has a file, in whatever folder: nothing is ever written over
 */
export function findNewPath(folders: Folders, date: string): string {
  const twin = listIssueFiles(folders).find((file) => path.basename(file) === `${date}.md`);
  if (twin) throw new Refusal(`Unexpected second issue of ${date}, expected ${quote(shownPath(twin))} edited`);
  return issueFile(folders, date);
}

function dayAfter(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}
