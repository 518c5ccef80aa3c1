import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { digest } from '../digest.ts';

/** How a file is compressed, by the end that its name gets. */
export type Compression = 'br' | 'gz';

/** A compressed file beside the one that it is of. */
export interface Twin {
  /** Its path in the folder of the site. */
  name: string;
  /** The path of the other. */
  of: string;
  compression: Compression;
  /** Changes with the bytes of the other: so none is ever left of an older state. */
  key: string;
}

/** A file of the site, by the digest of its bytes. */
interface Digested {
  digest: string;
}

/** The names of the compressed files beside some others: of those with text. */
export function namesOfTwins(names: Iterable<string>): string[] {
  return [...names].filter(isText).flatMap((name) => compressions.map((compression) => `${name}.${compression}`));
}

/** The compressed files beside those of a site. */
export function listTwins(files: ReadonlyMap<string, Digested>): Twin[] {
  return [...files].filter(([name]) => isText(name)).flatMap(([name, file]) => twinsOf(name, file));
}

function twinsOf(name: string, file: Digested): Twin[] {
  return compressions.map((compression) => ({
    name: `${name}.${compression}`,
    of: name,
    compression,
    key: digest(compression, file.digest).slice(0, 24),
  }));
}

/** Compresses bytes, on any machine to the same ones. */
export function compress(bytes: Uint8Array, compression: Compression): Uint8Array {
  if (compression === 'br') {
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
    return brotliCompressSync(bytes, { params: { [BROTLI_PARAM_QUALITY]: 9, [BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  }
  const compressed = gzipSync(bytes, { level: 9 });
  // The system that it was made on (RFC 1952, section 2.3): unknown.
  compressed[9] = 255;
  return compressed;
}

const compressions = ['br', 'gz'] as const;

/** The search's own files come compressed, as pictures do. */
function isText(name: string): boolean {
  return /\.(?:html|css|js|json|xml|svg|md|opml|txt)$/.test(path.posix.basename(name));
}
