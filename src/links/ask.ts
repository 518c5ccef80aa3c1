import { setTimeout as wait } from 'node:timers/promises';
import { judge, judgeFailure, type Answer, type Reply } from './answer.ts';

/** How to ask. All times are in milliseconds. */
export interface Manners {
  /** Sent as `User-Agent`, so that a host knows who asks. */
  agent: string;
  /** How long to wait for an answer. */
  timeout: number;
  /** How long to wait before each further try of what did not answer. */
  retries: readonly number[];
  /** The longest `Retry-After` that is waited for. */
  longestPause: number;
  /** Hosts that are asked at another place, as `/etc/hosts` would have it: `example.com` → `127.0.0.1:8080`. */
  hosts: ReadonlyMap<string, string>;
}

/** Asks what became of a link: its headers only, or the page where a server does not like that; redirects are followed. */
export async function askLink(link: string, manners: Manners): Promise<Answer> {
  // A name that never exists need not be looked up (RFC 6761, section 6.4).
  if (/\.invalid$/.test(new URL(link).hostname)) return judgeFailure('ENOTFOUND');
  let answer = await follow(link, manners);
  for (const pause of manners.retries) {
    if (answer.state !== 'silent') break;
    await wait(pause);
    answer = await follow(link, manners);
  }
  return answer;
}

const mostRedirects = 10;

async function follow(link: string, manners: Manners): Promise<Answer> {
  const seen = new Set<string>();
  let address = link;
  /** Where the link leads for good: as far as every redirect on the way is a lasting one. */
  let home = link;
  let isLasting = true;
  while (seen.size <= mostRedirects) {
    if (seen.has(address)) return { state: 'dead', reason: 'redirects in a circle' };
    seen.add(address);
    const reply = await askPolitely(address, manners);
    if ('state' in reply) return reply;
    const next = redirectOf(reply, address);
    if (next === undefined) {
      const answer = judge(reply);
      return answer.state === 'fine' && home !== link ? { state: 'moved', reason: 'moved for good', to: home } : answer;
    }
    if (!/^https?:$/.test(next.protocol)) return { state: 'dead', reason: `redirects to \`${next.protocol}\`` };
    isLasting &&= reply.status === 301 || reply.status === 308;
    // The part behind the # is the reader's own, and goes along.
    if (!next.hash) next.hash = new URL(address).hash;
    address = next.href;
    if (isLasting) home = address;
  }
  return { state: 'dead', reason: `more than ${mostRedirects} redirects` };
}

/** A reply to the headers' request, or to the page's where that was refused; waits where the host asks for it. */
async function askPolitely(address: string, manners: Manners): Promise<Reply | Answer> {
  const head = await request('HEAD', address, manners);
  if ('status' in head && head.status < 400) return head;
  const page = await request('GET', address, manners);
  if (!('status' in page) || page.status !== 429) return page;
  const pause = pauseOf(page.headers);
  if (pause === undefined || pause > manners.longestPause) return page;
  await wait(pause);
  return request('GET', address, manners);
}

async function request(method: 'HEAD' | 'GET', address: string, manners: Manners): Promise<Reply | Answer> {
  const url = new URL(address);
  url.hash = '';
  const elsewhere = manners.hosts.get(url.hostname);
  try {
    const response = await fetch(elsewhere ? new URL(url.pathname + url.search, `http://${elsewhere}`) : url, {
      method,
      redirect: 'manual',
      headers: { 'User-Agent': manners.agent, Accept: 'text/html,*/*;q=0.8' },
      signal: AbortSignal.timeout(manners.timeout),
    });
    return { status: response.status, headers: response.headers, text: await readBeginning(response) };
  } catch (error) {
    return judgeFailure(codeOf(error));
  }
}

/** The first part of a page, enough for its title; the rest is not loaded. */
async function readBeginning({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > 20_000) break;
  }
  return text;
}

function redirectOf({ status, headers }: Reply, address: string): URL | undefined {
  const location = headers.get('location');
  return [301, 302, 303, 307, 308].includes(status) && location !== null
    ? (URL.parse(location, address) ?? undefined)
    : undefined;
}

/** How long a host asks to be left alone: seconds or a date (RFC 9110, section 10.2.3). */
function pauseOf(headers: Headers): number | undefined {
  const after = headers.get('retry-after');
  if (after === null) return undefined;
  const pause = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isNaN(pause) ? undefined : Math.max(0, pause);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'TIMEOUT';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
