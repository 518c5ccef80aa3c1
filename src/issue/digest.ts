import { createHash } from 'node:crypto';

/** A digest of some parts in their order: 40 hexadecimal digits. Two lists of parts that differ have different digests. */
export function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // Texts that follow each other are handed over as one: the keys of an archive are ten thousand.
  let text = '';
  for (const part of parts) {
    // The length before each part keeps two different lists of parts from being one text.
    text += `${part.length}:`;
    if (typeof part === 'string') text += part;
    else {
      hash.update(text).update(part);
      text = '';
    }
  }
  return hash.update(text).digest('hex').slice(0, 40);
}
