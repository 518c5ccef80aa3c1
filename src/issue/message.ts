import { closestMatch } from 'leven';
import type { VFile } from 'vfile';
import { firstCharacter, type Place } from './place.ts';
import { rules, type RuleName } from './rules.ts';

/**
 * Adds a message to a file, in the one grammar of all messages: what was found, what was expected.
 *
 * @param rule decides whether it is an error or a warning
 * @param place where it is; the file's beginning where it is nowhere
 * @param found what was found, after `Unexpected`
 * @param expected what should stand there, with code in backticks
 */
export function report(file: VFile, rule: RuleName, place: Place | undefined, found: string, expected: string): void {
  addMessage(file, rule, place, `Unexpected ${found}, expected ${expected}`);
}

/** Adds a message whose sentence is made already. */
export function addMessage(file: VFile, rule: RuleName, place: Place | undefined, reason: string): void {
  const message = file.message(reason, { place: place ?? firstCharacter, ruleId: rule, source: 'dateline' });
  message.fatal = rules[rule].severity === 'error';
}

/** Whether a file has an error, so that nothing can be published from it. */
export function hasError(file: VFile): boolean {
  return file.messages.some((message) => message.fatal === true);
}

/** The sentence of a message on a value: `Unexpected date `2026-02-30`, expected …`. */
export function unexpected(noun: string, found: unknown, expected: string): string {
  return `Unexpected ${describe(noun, found)}, expected ${expected}`;
}

/**
 * A value as the first half of a message.
 *
 * @param noun what the value is, in the editor's words: `link`, `section`
 * @param found the value as it stands in the file; nothing stands for a missing one
 */
export function describe(noun: string, found: unknown): string {
  if (found === undefined) return `missing ${noun}`;
  if (found === null || (typeof found === 'string' && found.trim() === '')) return `empty ${noun}`;
  if (Array.isArray(found)) return `list as ${noun}`;
  if (typeof found === 'object') return `keys under ${noun}`;
  return `${noun} ${quote(String(found))}`;
}

/** A value of the file as code for a message: one line, no control characters, at most 80 characters. */
export function quote(value: string): string {
  const visible = value.replace(
    /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu,
    escape,
  );
  const characters = Array.from(visible);
  return '`' + (characters.length > 80 ? characters.slice(0, 79).join('') + '…' : visible) + '`';
}

/** `A`, `B` or `C`: choices for the second half of a message. */
export function choice(values: readonly string[]): string {
  const quoted = values.map(quote);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** The one known value that a mistyped one is near to, as "`News`, did you mean it?" would say it; else nothing. */
export function closest(found: string, known: readonly string[]): string | undefined {
  const folded = found.trim().toLowerCase();
  const limit = folded.length > 4 ? 2 : 1;
  const match = closestMatch(
    folded,
    known.map((value) => value.toLowerCase()),
    { maxDistance: limit },
  );
  const value = known.find((candidate) => candidate.toLowerCase() === match);
  return value && `${quote(value)}, did you mean that?`;
}

function escape(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
