import type { Issue } from '../issue/schema.ts';

/** How many minutes it takes to read an issue, at least one. */
export function readingMinutes({ tagline, intro, sections }: Issue): number {
  const texts = [
    tagline,
    intro?.text ?? '',
    ...sections.flatMap(({ items }) => items.map(({ title, summary }) => `${title.text} ${summary.text}`)),
  ];
  const words = texts.reduce((sum, text) => sum + countWords(text), 0);
  return Math.max(1, Math.round(words / wordsPerMinute));
}

/** The mean of adults reading English prose in silence (Brysbaert, 2019). */
const wordsPerMinute = 238;

/** Words between spaces; in scripts without spaces, two characters count as one. */
function countWords(text: string): number {
  const dense = text.match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/gu)?.length ?? 0;
  return (text.match(/\S+/g)?.length ?? 0) + Math.floor(dense / 2);
}
