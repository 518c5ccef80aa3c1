import { digest } from '../digest.ts';
import { compressions, isCompressible } from '../hosting/compress.ts';
import type { OutputFiles } from '../output/record.ts';
import type { Pending } from './crew.ts';
import type { Task } from './print.ts';

/** The compressed files of a build. */
export interface TwinPlan {
  names: string[];
  /** Those of the last build that are still of the same bytes as their others. */
  files: OutputFiles;
  /** The others, to be made once all that they are of is printed. */
  pending: Pending[];
}

/**
 * Plans the compressed files beside others.
 *
 * @param files of the site, as they are now
 * @param last of the last build
 */
export function planTwins(files: readonly OutputFiles[], last: OutputFiles): TwinPlan {
  const plan: TwinPlan = { names: [], files: new Map(), pending: [] };
  for (const [of, file] of files.flatMap((some) => [...some]).filter(([name]) => isCompressible(name))) {
    for (const compression of compressions) {
      const path = `${of}.${compression}`;
      // Changes with the bytes of the other, so that none is ever left of an older state.
      const key = digest(compression, file.digest).slice(0, 24);
      const before = last.get(path);
      plan.names.push(path);
      if (before?.key === key) plan.files.set(path, before);
      else {
        const props = { of, compression };
        const prepare = (): Task => ({ path, maker: 'compressed', props, key, ...(before && { before }) });
        plan.pending.push({ path, prepare });
      }
    }
  }
  return plan;
}
