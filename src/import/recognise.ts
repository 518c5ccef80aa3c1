import type { ImportSettings } from './arrange.ts';
import type { Line } from './line.ts';

/** The newsletter's section that a line names, whatever its case and the marks around it. */
export function sectionOf({ text }: Line, { sections }: ImportSettings): string | undefined {
  const name = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '').toLowerCase();
  return sections.find((section) => section.name.toLowerCase() === name)?.name;
}

/** A short line that does not end like a sentence, before a longer one that does. */
export function looksLikeTitle({ text }: Line, next: Line | undefined): boolean {
  if (!next || next.text.length <= text.length || text.length > 160 || /^\p{Ll}/u.test(text)) return false;
  return /[!?]["”’)\]]?$/.test(text) ? next.text.length > 2 * text.length : !/[.…:;,]["”’)\]]?$/.test(text);
}

/** What stands at the head and foot of mails, for their readers only. */
export function isFooter({ text, link }: Line): boolean {
  return (
    text.length < 120 &&
    (link !== undefined || text.length < 60) &&
    /\bunsubscribe\b|\bview (?:this (?:e-?mail|issue) )?(?:in (?:your )?browser|online)\b|\b(?:e-?mail|manage) preferences\b/i.test(
      text,
    )
  );
}

/** Whether a line is a link to the story that names it by no words of its own. */
export function isReadMore({ text, link }: Line): boolean {
  return (
    link !== undefined && /^(?:read (?:more|it|on|the .{1,30})|more|link|source|full (?:story|article))\W*$/i.test(text)
  );
}
