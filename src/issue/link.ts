import { closestMatch } from 'leven';
import { quote } from './message.ts';

/** What is wrong with an address, ready to stand in a message. */
export interface LinkProblem {
  found: string;
  expected: string;
}

/**
 * Tells what keeps an address from being a link that a reader can follow.
 *
 * @param address as the editor wrote it
 * @param mail whether `mailto:` is allowed, as it is in a summary
 * @returns nothing where the address is good
 */
export function findLinkProblem(address: string, { mail }: { mail: boolean }): LinkProblem | undefined {
  if (address.trim() === '') return { found: 'empty link', expected: full };
  const found = `link ${quote(address)}`;
  // A parser of addresses drops these in silence, so that what is checked is not what a reader gets.
  if (/[\s\p{Cc}\\]/u.test(address)) return { found, expected: 'a link without spaces or backslashes' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (mail && scheme === 'mailto') {
    return /^mailto:[^@]+@[^@]+$/i.test(address)
      ? undefined
      : { found, expected: 'a mail address such as `mailto:editor@example.com`' };
  }
  if (scheme === 'http' || scheme === 'https') {
    const url = /^https?:\/\/[^/]/i.test(address) ? parseUrl(address) : undefined;
    if (url && isPublicHost(url.hostname)) return undefined;
  }
  const guess = scheme && knownSchemes.test(scheme) ? undefined : guessAddress(address);
  if (guess && guess !== address) return { found, expected: `a full address, perhaps ${quote(guess)}` };
  if (scheme === 'http' || scheme === 'https') return { found, expected: full };
  if (scheme && !address.includes('://') && !knownSchemes.test(scheme)) return { found, expected: full };
  if (scheme) {
    const allowed = mail ? '`https:`, `http:` or `mailto:`' : '`https:` or `http:`';
    return { found: `scheme ${quote(`${scheme}:`)} in link ${quote(address)}`, expected: allowed };
  }
  return { found, expected: full };
}

/**
 * The form of a link that decides what is the same story: without scheme, `www.`, default port, fragment, trailing slash
 * and tracking parameters, the rest of the query in order, and with the forms of arXiv, DOI and GitHub folded together.
 * Ids in feeds stand on it, so what it returns for a link never changes once published.
 */
export function canonicalLink(link: string): string {
  const url = parseUrl(link);
  if (!url) return link;
  const host = url.hostname.replace(/^(?:www|m|amp|mobile)\.(?=[^.]+\.)/, '');
  const parameters = parametersOf(url).filter(([name]) => !isTracking(name));
  parameters.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  const query = parameters.length > 0 ? `?${new URLSearchParams(parameters).toString()}` : '';
  const path = url.pathname.replace(/\/(?:index\.html?)?$/, '').replace(/\/amp$/, '');
  const port = url.port && `:${url.port}`;
  // Some sites put their whole address behind the fragment.
  const route = /^#!?\//.test(url.hash) ? url.hash : '';
  return (
    foldArxiv(host, path) ?? foldDoi(host, path) ?? foldGitHub(host, path, query) ?? host + port + path + query + route
  );
}

/** The names of a link's tracking parameters. */
export function findTracking(link: string): string[] {
  const url = parseUrl(link);
  return url ? [...new Set(parametersOf(url).map(([name]) => name))].filter(isTracking) : [];
}

/** A link as it is written, but for its tracking parameters. */
export function withoutTracking(link: string): string {
  const [, before = '', query = '', hash = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(link) ?? [];
  if (before === '') return link;
  const kept = query.split('&').filter((part) => ![...new URLSearchParams(part).keys()].some(isTracking));
  return `${before}${kept.length > 0 ? `?${kept.join('&')}` : ''}${hash}`;
}

/** Whether a link hides its real address behind a shortener. */
export function isShortened(link: string): boolean {
  const url = parseUrl(link);
  return url !== undefined && shorteners.has(url.hostname.replace(/^www\./, ''));
}

/** The host of a link as a reader knows it: without `www.`, and in its own script. */
export function hostOf(link: string): string {
  return parseUrl(link)?.hostname.replace(/^www\./, '') ?? '';
}

const full = 'a full address such as `https://example.com/post`';
const knownSchemes = /^(?:javascript|data|vbscript|file|ftp|mailto|tel|sms|blob|about|irc|magnet|ws|wss)$/;

/** The address as its parts, to be read only: several checks of one link follow one another. */
function parseUrl(address: string): URL | undefined {
  if (address !== last.address) last = { address, url: URL.parse(address) ?? undefined };
  return last.url;
}

/** Most links have none, and to make the list of these takes as long as to parse the address. */
function parametersOf(url: URL): [name: string, value: string][] {
  return url.search === '' ? [] : [...url.searchParams];
}

let last: { address: string; url: URL | undefined } = { address: '', url: undefined };

/** A host that readers elsewhere can reach by name: with a dot in it, or an address in brackets. */
function isPublicHost(hostname: string): boolean {
  return /^[^.].*\.[^.]+\.?$/.test(hostname) || hostname.startsWith('[');
}

/** What an editor meant by an address with a mistyped or forgotten scheme. */
function guessAddress(address: string): string | undefined {
  const [, scheme = '', rest = ''] = /^([a-z]{3,7})(?::\/*|\/\/)(.+)$/i.exec(address) ?? [];
  const meant = scheme && closestMatch(scheme.toLowerCase(), ['https', 'http'], { maxDistance: 2 });
  if (meant && /^[^/]+\./.test(rest)) return `${meant}://${rest}`;
  const bare = address.replace(/^\/\//, '');
  return /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#:]|$)/i.test(bare) &&
    !/\.(?:html?|md|pdf|png|jpe?g|svg)$/i.test(bare.split('/')[0] ?? '')
    ? `https://${bare}`
    : undefined;
}

function isTracking(name: string): boolean {
  return trackingParameter.test(name);
}

const trackingParameter =
  /^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|yclid|_hsenc|_hsmi|vero_id|oly_enc_id|oly_anon_id|rb_clickid|s_cid|ref_src|ref_url|_openstat|ck_subscriber_id)$/i;

const shorteners = new Set(
  'bit.ly t.co tinyurl.com goo.gl ow.ly buff.ly is.gd lnkd.in dlvr.it rebrand.ly cutt.ly shorturl.at t.ly tiny.cc rb.gy trib.al'.split(
    ' ',
  ),
);

/** `arxiv.org/pdf/1706.03762v5.pdf` is the story of `arxiv.org/abs/1706.03762`. */
function foldArxiv(host: string, path: string): string | undefined {
  if (!/^(?:export\.)?arxiv\.org$/.test(host)) return undefined;
  const [, id] =
    /^\/(?:abs|pdf|html)\/((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[A-Z]{2})?\/\d{7}))(?:v\d+)?(?:\.pdf)?$/.exec(path) ?? [];
  return id && `arxiv.org/abs/${id}`;
}

/** `dx.doi.org/10.1000/ABC` is the story of `doi.org/10.1000/abc`: DOIs ignore case. */
function foldDoi(host: string, path: string): string | undefined {
  return /^(?:dx\.)?doi\.org$/.test(host) ? `doi.org${path.toLowerCase()}` : undefined;
}

/** A repository's front page in all its forms; GitHub's owners and names ignore case. */
function foldGitHub(host: string, path: string, query: string): string | undefined {
  if (host !== 'github.com') return undefined;
  const [, repository, rest = ''] = /^\/([^/]+\/[^/]+?)(?:\.git)?(\/.*)?$/.exec(path) ?? [];
  if (!repository) return undefined;
  const front = rest === '' || /^\/(?:tree|blob)\/(?:main|master|HEAD)(?:\/README(?:\.\w+)?)?$/i.test(rest);
  return `github.com/${repository.toLowerCase()}${front ? '' : rest}${front ? '' : query}`;
}
