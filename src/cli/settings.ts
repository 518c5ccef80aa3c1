import { readClock } from '../due.ts';
import { findFolders, type Folders } from '../issue/files.ts';
import { quote } from '../issue/message.ts';
import { formatReport } from '../issue/report.ts';
import { openNewsletter, type Newsletter } from '../newsletter.ts';
import { Refusal } from '../refusal.ts';
import { WrongUse, type Desk } from './command.ts';

/**
 * The folders and settings of the newsletter that a command works on.
 *
 * @throws Refusal with the report where the settings have an error
 */
export function openSettings({ root, environment }: Desk): { folders: Folders; newsletter: Newsletter } {
  const folders = findFolders(root, environment);
  const { file, newsletter } = openNewsletter(folders);
  if (!newsletter) throw new Refusal(formatReport([file]));
  return { folders, newsletter };
}

/**
 * The instant that counts as now for a command.
 *
 * @throws WrongUse where `DATELINE_NOW` is none
 */
export function readNow({ environment }: Desk): Temporal.Instant {
  try {
    return readClock(environment);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const found = quote(environment['DATELINE_NOW'] ?? '');
    throw new WrongUse(`Unexpected DATELINE_NOW ${found}, expected an instant such as \`2026-03-23T12:00:00Z\``);
  }
}

/** The calendar's date in the newsletter's time zone. */
export function readToday(desk: Desk, { timeZone }: Newsletter): string {
  return readNow(desk).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
