/**
 * What became of a link:
 * - `fine`: its page answers.
 * - `moved`: its page says that it has another address for good.
 * - `blocked`: somebody answers, but will not show the page to a program. A person may see it.
 * - `dead`: the page, or its host, is no more.
 * - `silent`: no useful answer this time.
 */
export type State = 'fine' | 'moved' | 'blocked' | 'dead' | 'silent';

export interface Answer {
  state: State;
  /** Why, for a person: `404 Not Found`. */
  reason: string;
  /** The new address of what has moved. */
  to?: string;
}

/** One answer of a server, still to be judged. */
export interface Reply {
  status: number;
  headers: Headers;
  /** The beginning of the page; empty where only its headers were asked for. */
  text: string;
}

/** What a reply that is no redirect says of its page. */
export function judge({ status, headers, text }: Reply): Answer {
  const reason = `${status} ${names[status] ?? ''}`.trim();
  if (isWall(headers, text)) return { state: 'blocked', reason: `${reason}, a page that asks whether you are human` };
  if (status >= 200 && status < 300) return { state: 'fine', reason };
  if (status === 404 || status === 410) return { state: 'dead', reason };
  if (blocking.has(status)) return { state: 'blocked', reason };
  return { state: 'silent', reason };
}

/** The answer where a host's name leads nowhere. Without a network every name does: one link alone does not tell. */
export const noHost: Answer = { state: 'dead', reason: 'no host of this name' };

/** The same where no other host answered either. */
export const noNetwork: Answer = { state: 'silent', reason: 'no host found, nor any other: is there a network?' };

/** What became of a link whose request failed, by the code of the system's error. */
export function judgeFailure(code: string): Answer {
  switch (code) {
    case 'ENOTFOUND':
      return noHost;
    case 'EAI_AGAIN':
      return { state: 'silent', reason: 'the host’s name could not be looked up' };
    case 'ECONNREFUSED':
      return { state: 'silent', reason: 'the host refuses the connection' };
    case 'TIMEOUT':
      return { state: 'silent', reason: 'no answer in time' };
    default:
      return {
        state: 'silent',
        reason: /CERT|TLS|SSL/.test(code) ? `no safe connection (${code})` : `no answer (${code})`,
      };
  }
}

const names: Record<number, string> = {
  200: 'OK',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  410: 'Gone',
  429: 'Too Many Requests',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** 999 is how one large network of professionals refuses programs. */
const blocking = new Set([401, 402, 403, 407, 429, 451, 999]);

/** Whether a page stands before the real one to keep programs out. */
function isWall(headers: Headers, text: string): boolean {
  if (headers.get('cf-mitigated') === 'challenge') return true;
  return /<title>\s*(?:just a moment|attention required|access denied|are you (?:a )?human|verify(?:ing)? you are human|security check|one more step|pardon our interruption)/i.test(
    text,
  );
}
