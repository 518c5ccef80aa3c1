import { rmSync } from 'node:fs';
import type { Folders } from './issue/files.ts';
import { DamagedCache } from './kept.ts';
import { Lookout } from './output/look.ts';
import { Output } from './output/output.ts';
import { isSystemError, Refusal } from './refusal.ts';

/** What a build is asked for. */
export interface PublishOptions {
  folders: Folders;
  /** The folder of the site. */
  outDir: string;
  now: Temporal.Instant;
  environment: NodeJS.ProcessEnv;
  /** Whether each file with text has compressed ones beside it, for servers that send these. */
  compressed: boolean;
  say: (text: string) => void;
  progress: (doing: string, done: number, total: number) => void;
}

/** What a build did. */
export interface Published {
  /** The files of the site, and those among them that are new or have other bytes than before. */
  files: number;
  changed: number;
  /** The files that are no more. */
  removed: number;
}

/**
 * Brings a newsletter's site up to date with its content: prints what changed, and puts it in place as a whole.
 *
 * @throws Refusal with the report where the content has an error; the site stays as it was
 */
export async function publish(options: PublishOptions): Promise<Published> {
  try {
    return await publishOnce(options);
  } catch (error) {
    if (isSystemError(error)) {
      throw new Refusal(`Unexpected answer of the system: ${error.message}. The site stays as it was.`, {
        cause: error,
      });
    }
    if (!(error instanceof DamagedCache)) throw error;
    rmSync(error.folder, { recursive: true, force: true });
    return publishOnce(options);
  }
}

async function publishOnce(options: PublishOptions): Promise<Published> {
  const { folders, outDir, say } = options;
  const output = await Output.open(outDir, folders.cache, () => say(`Waiting for another build into ${outDir} …`));
  const lookout = new Lookout(folders);
  try {
    output.beginLook(lookout);
    // All that reads and prints takes longer to load than that thread to begin.
    const { renew } = await import('./renew.ts');
    return await renew(output, lookout, options);
  } finally {
    lookout.end();
    output.close();
  }
}
