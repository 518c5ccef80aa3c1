import { createAsk, Silence } from './ask.ts';
import { checkFeeds, checkHealth, checkNewest, checkNotFound, checkYears } from './content.ts';
import type { Expected } from './expected.ts';
import type { Finding } from './finding.ts';
import { checkPages, checkTypes } from './headers.ts';
import { checkGone, checkMoves } from './moves.ts';

/** Compares a live site with what should be on it, and tells each difference once, in the order of the addresses. */
export async function verifySite(expected: Expected): Promise<Finding[]> {
  const ask = createAsk();
  const checks = [
    checkHealth,
    checkNewest,
    checkYears,
    checkFeeds,
    checkTypes,
    checkPages,
    checkNotFound,
    checkMoves,
    checkGone,
  ];
  const found = await Promise.all(
    checks.map(async (check) => {
      try {
        return await check(expected, ask);
      } catch (error) {
        if (!(error instanceof Silence)) throw error;
        return [{ address: expected.site.url, severity: 'error' as const, text: error.message }];
      }
    }),
  );
  const once = new Map(found.flat().map((finding) => [`${finding.address} ${finding.text}`, finding]));
  return [...once.values()];
}
