/**
 * Joins parts of a text into its bytes, in memory that is used again: they are good until the next text. A string of all
 * parts would be one more copy, and twice as large where a single character asks for it.
 */
export function createJoiner(): (parts: readonly (string | Uint8Array)[]) => Uint8Array {
  let room = Buffer.alloc(0);
  return (parts) => {
    const most = parts.reduce((sum, part) => sum + part.length * (typeof part === 'string' ? mostBytes : 1), 0);
    if (most > room.length) room = Buffer.alloc(most);
    let end = 0;
    for (const part of parts) {
      if (typeof part === 'string') end += room.write(part, end);
      else {
        room.set(part, end);
        end += part.length;
      }
    }
    return room.subarray(0, end);
  };
}

/** Of one unit of a string, in UTF-8. */
const mostBytes = 3;
