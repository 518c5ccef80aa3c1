import type { IssueFile } from './issue/archive.ts';
import { addMessage, quote } from './issue/message.ts';
import type { Settings } from './newsletter.ts';

/** Reports each date under `gone` that an issue has, or had before: its address cannot be gone and lead there. */
export function reportGone({ file, newsletter, places }: Settings, issues: readonly IssueFile[]): void {
  // The same file is looked at again after each save of an issue.
  file.messages = file.messages.filter(({ ruleId }) => ruleId !== 'newsletter-gone');
  newsletter?.gone.forEach((date, index) => {
    const issue = issues.find(({ entry }) => entry?.date === date || entry?.aliases?.includes(date));
    if (!issue) return;
    const found = `Unexpected date ${quote(date)} under \`gone\`, expected one that no issue has or had`;
    const reason = `${found}: ${quote(issue.path)} ${issue.entry?.date === date ? 'has' : 'had'} it`;
    addMessage(file, 'newsletter-gone', places.find(['gone', index]), reason);
  });
}
