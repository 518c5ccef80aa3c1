import { quote } from '../issue/message.ts';

/** What a host answered. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

/** Asks a live site for what is at an address of it. */
export type Ask = (address: string, headers?: Record<string, string>) => Promise<Reply>;

/** No answer at all: the host is not there, or does not answer in time. */
export class Silence extends Error {}

/** Answers are asked for once, and remembered by whoever asks: a site is looked at as it was at one moment. */
export function createAsk(timeout = 20_000): Ask {
  const known = new Map<string, Promise<Reply>>();
  return (address, headers = {}) => {
    if (Object.keys(headers).length > 0) return request(address, headers, timeout);
    const reply = known.get(address) ?? request(address, headers, timeout);
    known.set(address, reply);
    return reply;
  };
}

async function request(address: string, headers: Record<string, string>, timeout: number): Promise<Reply> {
  try {
    // A redirect is an answer of its own.
    const response = await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeout) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (cause) {
    throw new Silence(`Unexpected silence at ${quote(address)}, expected an answer`, { cause });
  }
}
