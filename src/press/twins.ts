import { compressions, isCompressible } from '../hosting/compress.ts';
import { digest } from '../issue/digest.ts';
import type { OutputChapters, RecordedChapter } from '../output/record.ts';
import { Plan, type OpenChapter } from './plan.ts';
import type { Task } from './print.ts';

/**
 * Plans the compressed files beside others, to be made once all that they are of is printed.
 *
 * @param chapters of the site, with their files as they are now
 * @param last the chapters of the last build
 */
export function planTwins(chapters: OutputChapters, last: ReadonlyMap<string, RecordedChapter>): Plan {
  const name = 'compressed';
  const before = last.get(name);
  const twins: OpenChapter = { name, key: '', before, sheets: [], names: new Set(), files: new Map(), pending: [] };
  const own = new Set(
    chapters.values().flatMap(({ files }) => files.keys().filter((file) => /\.(?:br|gz)$/.test(file))),
  );
  for (const { files } of chapters.values()) {
    for (const [of, file] of files) {
      if (!isCompressible(of)) continue;
      for (const compression of compressions) {
        const path = `${of}.${compression}`;
        // The owner's own stands.
        if (own.has(path)) continue;
        // Changes with the bytes of the other, so that none is ever left of an older state.
        const key = digest(compression, file.digest).slice(0, 24);
        const fileBefore = before?.files.get(path);
        twins.names.add(path);
        if (fileBefore?.key === key) twins.files.set(path, fileBefore);
        else {
          const props = { of, compression };
          const prepare = (): Task => ({
            path,
            maker: 'compressed',
            props,
            key,
            ...(fileBefore && { before: fileBefore }),
          });
          twins.pending.push({ path, isPage: false, prepare });
        }
      }
    }
  }
  return new Plan(new Map(), twins.names.size > 0 ? [twins] : []);
}
