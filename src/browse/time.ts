import type { Issue } from '../issue/schema.ts';

/** How many minutes it takes to read an issue, at least one. */
export function readingMinutes({ tagline, intro, sections }: Issue): number {
  const texts = [
    tagline,
    intro?.text ?? '',
    ...sections.flatMap(({ items }) => items.flatMap(({ title, summary }) => [title.text, summary.text])),
  ];
  const words = texts.reduce((sum, text) => sum + countWords(text), 0);
  return Math.max(1, Math.round(words / wordsPerMinute));
}

/** The mean of adults reading English prose in silence (Brysbaert, 2019). */
const wordsPerMinute = 238;

/** Words between spaces; in scripts without spaces, two characters count as one. */
function countWords(text: string): number {
  // An archive has ten million words, and nearly all texts are such that their words need not be made objects.
  const plain = countPlain(text);
  if (plain !== undefined) return plain;
  const dense = text.match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/gu)?.length ?? 0;
  return (text.match(/\S+/g)?.length ?? 0) + Math.floor(dense / 2);
}

/** The words of a text in ASCII; nothing of another. */
function countPlain(text: string): number | undefined {
  let words = 0;
  let last = space;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return undefined;
    if (code > space && last <= space) words++;
    last = code;
  }
  return words;
}

/** The code of a space; all before it are spaces, too, or in no text. */
const space = 32;
