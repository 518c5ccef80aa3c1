import { createRandom, type Random } from './random.ts';
import { drawSmallWord, drawWord } from './words.ts';

/** An issue as every tool is given it. */
export interface CorpusIssue {
  /** `2026-03-23`. */
  date: string;
  tagline: string;
  sections: { name: string; items: CorpusItem[] }[];
}

export interface CorpusItem {
  title: string;
  link: string;
  /** Whether it goes on with a story of an earlier issue, and has its link. */
  isFollowup: boolean;
  /** Markdown of one paragraph. */
  summary: string;
}

/** The date of the newest issue of every corpus; those that a run adds follow it. */
const newestDate = Temporal.PlainDate.from('2026-03-23');

/**
 * One issue of an archive: 15 items in three sections, about 1,000 words.
 *
 * @param place 0 is the archive's oldest; from `size` on it is an issue that is added to it
 * @param size how many issues the archive has. All have consecutive dates up to 2026-03-23, and a small archive is the end
 * of a large one with the same seed, but for stories that go on with one before its begin
 */
export function createIssue(place: number, size: number, seed: number): CorpusIssue {
  const day = place - size + 1;
  const random = createRandom(seed, day);
  const sections = sectionNames.map((name, section) => ({
    name,
    items: Array.from({ length: itemsInSection }, (_, at) => {
      const slot = section * itemsInSection + at;
      const earlier = day - random.between(3, 60);
      const goesOn = slot === followupSlot && earlier > -size && random.next() < 0.3;
      const source = goesOn ? [earlier, random.between(0, followupSlot - 1)] : [day, slot];
      const link = createLink(source[0] ?? day, source[1] ?? slot, seed);
      return { title: createTitle(random), link, isFollowup: goesOn, summary: createSummary(random) };
    }),
  }));
  return { date: dateOf(day), tagline: createTagline(random), sections };
}

/** The names of the sections of every issue, in their order. */
export const sectionNames = ['News', 'Research', 'Code'] as const;

const itemsInSection = 5;

/** The item of an issue that may go on with one of another slot: so no link is met that goes on itself. */
const followupSlot = 14;

function dateOf(day: number): string {
  return newestDate.add({ days: day }).toString();
}

/** The link of a story that is new on its day: papers and code mostly at one site each, news all over the web. */
function createLink(day: number, slot: number, seed: number): string {
  const random = createRandom(seed, day, slot);
  const [year = '', month = '', dayOfMonth = ''] = dateOf(day).split('-');
  const section = sectionNames[Math.floor(slot / itemsInSection)];
  if (section === 'Research' && random.next() < 0.7) {
    return `https://arxiv.org/abs/${year.slice(2)}${month}.${dayOfMonth}${String(slot).padStart(3, '0')}`;
  }
  const words = () => `${drawWord(random)}-${drawWord(random)}`;
  // Ends in what no other story has, so that a repeat is one on purpose.
  const name = `${words()}-${year}${month}${dayOfMonth}${slot}`;
  if (section === 'Code' && random.next() < 0.8) return `https://github.com/${drawWord(random)}/${name}`;
  return `https://${createHost(random)}/${year}/${month}/${name}/`;
}

/** A few sites are linked again and again, and most only once or twice. */
function createHost(random: Random): string {
  const rank = random.rank(20_000);
  const name = createRandom(rank);
  return `${drawWord(name)}-${rank.toString(36)}.example.${name.pick(['com', 'org', 'net'])}`;
}

function createTitle(random: Random): string {
  return capitalise(createPhrase(random, random.between(5, 9)));
}

function createTagline(random: Random): string {
  const phrase = () => createPhrase(random, random.between(6, 9));
  return `${capitalise(phrase())}, ${phrase()}, and ${phrase()}.`;
}

/** About 60 words, some of them marked up. */
function createSummary(random: Random): string {
  const sentences = Array.from({ length: random.between(3, 4) }, () => {
    const words = createPhrase(random, random.between(14, 21)).split(' ');
    const at = random.between(1, words.length - 2);
    words[at] = markUp(words[at] ?? '', random);
    return `${capitalise(words.join(' '))}.`;
  });
  return sentences.join(' ');
}

function markUp(word: string, random: Random): string {
  const draw = random.next();
  if (draw < 0.08) return `\`${word}\``;
  if (draw < 0.14) return `*${word}*`;
  if (draw < 0.2) return `**${word}**`;
  if (draw < 0.26) return `[${word}](https://${createHost(random)}/${word}/)`;
  return word;
}

/** Words in turn small and large, as speech has them. */
function createPhrase(random: Random, length: number): string {
  return Array.from({ length }, (_, at) =>
    at % 5 === 1 || at % 5 === 3 ? drawSmallWord(random) : drawWord(random),
  ).join(' ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
