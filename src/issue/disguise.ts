import { domainToUnicode } from 'node:url';
import type { Link } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { quote } from './message.ts';
import type { RuleName } from './rules.ts';

/** What makes a link look as if it led elsewhere, ready to stand in a message. */
export interface Disguise {
  rule: RuleName;
  found: string;
  expected: string;
}

/** Tells by what a link hides where it leads: a reader judges it by its words and by its host. */
export function findDisguises(link: Link): Disguise[] {
  const hidden = (found: string, expected: string): Disguise => ({ rule: 'link-hidden', found, expected });
  const disguises: Disguise[] = [];
  const [control] = reordering.exec(toString(link)) ?? reorderingOrMark.exec(link.url) ?? [];
  if (control !== undefined) {
    disguises.push(hidden(`invisible ${quote(control)} in a link, which turns letters around`, 'the link without it'));
  }
  const url = /^https?:/i.test(link.url) ? URL.parse(link.url) : null;
  if (!url) return disguises;
  if (url.username !== '' || url.password !== '') {
    disguises.push(hidden(`name ${quote(`${url.username}@`)} before the host of a link`, 'the link without it'));
  }
  // Nearly every host is in its own script already.
  const host = url.hostname.includes('xn--') ? domainToUnicode(url.hostname) : url.hostname;
  const likeness = findLikeness(host);
  if (likeness === undefined) return disguises;
  const found = `${likeness} in the host ${quote(host)}, in full ${quote(url.hostname)}`;
  return [...disguises, { rule: 'link-lookalike', found, expected: 'a host that looks like no other' }];
}

/** Characters that change the order in which the letters after them are shown (Unicode Standard Annex #9, section 2). */
const reordering = /[\u202a-\u202e\u2066-\u2069]/;

/** Those, and the marks of a direction: no text of Hebrew or Arabic does without marks, but no address needs one. */
const reorderingOrMark = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** What makes a host, written in its own script, look like another one. */
function findLikeness(host: string): string | undefined {
  if (/^[\0-\x7f]*$/.test(host)) return undefined;
  if (/[\u2044\u2215\u2571\u27cb\u29f8]/.test(host)) return 'mark that looks like a slash';
  const labels = host.split('.');
  const hasForeignEnd = /^[a-z]+$/.test(labels.at(-1) ?? '');
  for (const label of labels) {
    const scripts = lookalikes.filter(({ script }) => script.test(label));
    if (scripts.length > 1) return `letters of ${scripts.map(({ name }) => name).join(' and ')} in one word`;
    if (/[ɑɡᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ]/.test(label)) return 'letters of phonetics';
    // Below a domain of its own script a word is what it says: `хор.рф` is a choir.
    const other = scripts.find(({ latin }) => latin?.test(label));
    if (other && hasForeignEnd) return `${other.name} letters that all look like Latin ones`;
  }
  return undefined;
}

/** The scripts whose letters look like one another's, and the words of which each letter looks like a Latin one. */
const lookalikes = [
  { name: 'Latin', script: /\p{Script=Latin}/u },
  { name: 'Cyrillic', script: /\p{Script=Cyrillic}/u, latin: /^[аԁеһіјӏорԛсѕԝхуѵ\d-]+$/ },
  { name: 'Greek', script: /\p{Script=Greek}/u, latin: /^[αγικνορτυχ\d-]+$/ },
  { name: 'Armenian', script: /\p{Script=Armenian}/u, latin: /^[ցհյոսօզ\d-]+$/ },
  { name: 'Cherokee', script: /\p{Script=Cherokee}/u },
];
