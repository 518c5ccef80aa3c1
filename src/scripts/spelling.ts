/** A query with each unknown word put right, or nothing where there is nothing to put right. */
export function correct(
  query: string,
  known: readonly string[],
  isUnknown: (word: string) => boolean,
): string | undefined {
  const corrected = query.replace(/[\p{L}\p{M}\d]{4,}/gu, (word) => {
    const typed = word.toLowerCase();
    // A word that is only begun is not mistyped.
    if (known.some((other) => other.startsWith(typed)) || !isUnknown(typed)) return word;
    return closest(typed, known) ?? word;
  });
  return corrected === query ? undefined : corrected;
}

/** The known word with the fewest typing mistakes between; the more used one of two. */
function closest(typed: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = typed.length < 8 ? 1 : 2;
  for (const word of known) {
    if (Math.abs(word.length - typed.length) > fewest) continue;
    const mistakes = countMistakes(typed, word);
    if (mistakes > fewest || (best && mistakes === fewest)) continue;
    best = word;
    fewest = mistakes;
  }
  return best;
}

/** Letters that were added, left out, mistaken or swapped with their neighbour: the optimal string alignment distance. */
function countMistakes(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}

/** Whether a story has every word of a query, or at least most of its letters: a stem has many endings. */
export function hasWords(story: { content: string; meta: Record<string, string> }, query: string): boolean {
  const text = plain([story.content, ...Object.values(story.meta)].join(' '));
  const words = plain(query).match(/[\p{L}\d]+/gu) ?? [];
  return words.every((word) => text.includes(word.slice(0, Math.max(3, Math.ceil(word.length * 0.7)))));
}

/** In lower case and without accents, as Pagefind compares. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
