import type { Random } from './random.ts';

/** A word that carries a sentence's grammar. */
export function drawSmallWord(random: Random): string {
  return random.pick(smallWords);
}

/** A word with a meaning: few are in every issue, most are rare, so that a search index is as large as a real one. */
export function drawWord(random: Random): string {
  const rank = random.rank(vocabulary);
  return knownWords[rank] ?? inventWord(rank);
}

/** How many words a newsletter uses in the course of years. */
const vocabulary = 30_000;

const smallWords = words('the the the of of and and to to in in a a for with on that is by as from at its it are this');

const knownWords: readonly string[] = words(
  'model data system code memory language training compiler release paper method cache query server test network result ' +
    'token agent learning inference tool library performance error type database kernel context graph vector process ' +
    'evaluation benchmark attention parameter hardware problem user team open source project version search change ' +
    'program proof theorem search signal storage thread pointer runtime parser layer weight gradient sample prompt ' +
    'latency throughput cluster scheduler packet protocol browser editor terminal function module package interface ' +
    'security attack patch review maintainer contributor engineer company policy market research experiment study ' +
    'architecture design framework pipeline stream event queue index table record field value string number matrix ' +
    'sequence image video audio speech robot sensor device chip board energy cost price budget growth risk trust',
);

const onsets = words('b c d f g h k l m n p r s t v br ch cl dr gr pl pr sh st th tr');
const vowels = words('a e i o u ai ea io ou');
const ends = words('n r s l m t x ne re te ric tion ment al');

/** The word of a rank that has none of its own: no two ranks have the same. */
function inventWord(rank: number): string {
  // Neighbours in rank share no letters: 7,919 is a prime, and divides nothing here.
  let rest = (rank * 7919) % (onsets.length * vowels.length * ends.length * onsets.length * vowels.length);
  const take = (parts: readonly string[]) => {
    const part = parts[rest % parts.length] ?? '';
    rest = Math.floor(rest / parts.length);
    return part;
  };
  const first = take(onsets) + take(vowels);
  const end = take(ends);
  return `${first}${take(onsets)}${take(vowels)}${end}`;
}

function words(text: string): [string, ...string[]] {
  const [first = '', ...rest] = text.split(' ');
  return [first, ...rest];
}
