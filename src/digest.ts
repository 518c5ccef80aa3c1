import { createHash } from 'node:crypto';

/** A digest of some parts in their order: 40 hexadecimal digits. Two lists of parts that differ have different digests. */
export function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // The length before each part keeps two different lists of parts from being one text.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 40);
}
