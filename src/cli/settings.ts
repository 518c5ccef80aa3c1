import { findFolders, type Folders } from '../issue/files.ts';
import { formatReport } from '../issue/report.ts';
import { openNewsletter, type Newsletter } from '../newsletter.ts';
import { Refusal } from '../refusal.ts';
import type { Desk } from './command.ts';
import { readNow } from './now.ts';

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

/** The calendar's date in the newsletter's time zone. */
export function readToday(desk: Desk, { timeZone }: Newsletter): string {
  return readNow(desk).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
