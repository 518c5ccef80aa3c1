import { quote } from '../issue/message.ts';
import { issuePath } from '../urls.ts';
import type { Ask } from './ask.ts';
import type { Expected } from './expected.ts';
import { Findings, type Finding } from './finding.ts';

/** Whether the addresses that issues had before lead to where they are: by the host, or by the page that is there. */
export async function checkMoves({ entries, newsletter, site }: Expected, ask: Ask): Promise<Finding[]> {
  const moves = entries.flatMap(({ date, aliases = [] }) => aliases.map((alias) => ({ alias, date })));
  const found = moves.slice(0, mostAsked).map(async ({ alias, date }) => {
    const address = site.absolute(issuePath(alias));
    const findings = new Findings(address);
    const { status, headers, text } = await ask(address);
    const to = issuePath(date);
    const location = headers.get('location');
    const leads =
      location === null
        ? status === 200 && text.includes(`<link rel="canonical" href="${newsletter.url}${to}">`)
        : status < 400 && new URL(location, address).pathname === site.href(to);
    if (leads) return [];
    findings.error(`answer ${quote(String(status))}`, `a way to ${quote(site.href(to))}, where this issue is now`);
    return findings.found;
  });
  return (await Promise.all(found)).flat();
}

/** Whether nothing is at the addresses of issues that are no more. */
export async function checkGone({ newsletter, site }: Expected, ask: Ask): Promise<Finding[]> {
  const found = newsletter.gone.slice(-mostAsked).map(async (date) => {
    const address = site.absolute(issuePath(date));
    const findings = new Findings(address);
    const { status } = await ask(address);
    if (status !== 404 && status !== 410) {
      findings.error(`answer ${quote(String(status))} for an issue that is gone`, '`410` or `404`');
    }
    return findings.found;
  });
  return (await Promise.all(found)).flat();
}

/** An archive may have moved as a whole. */
const mostAsked = 20;
