import { run, temporaryFolder } from '../command/run.ts';
import { writeContent } from '../browser/content.ts';

/** A site that was built, and what it was built from. */
export interface Site {
  /** The folder of its files. */
  folder: string;
  /** Of the build, for other commands on the same content. */
  environment: { CONTENT_DIR: string; CACHE_DIR: string; DATELINE_NOW: string };
}

/** Builds the site of the browser's tests under a base path. */
export async function buildSite(words: string[] = [], content = writeContent()): Promise<Site> {
  const folder = temporaryFolder();
  const environment = { CONTENT_DIR: content, CACHE_DIR: temporaryFolder(), DATELINE_NOW: '2026-03-25T12:00:00Z' };
  await rebuild({ folder, environment }, words);
  return { folder, environment };
}

/** Builds the site again, as its content is now. */
export async function rebuild({ folder, environment }: Site, words: string[] = []): Promise<string> {
  const built = await run(['build', '--outDir', folder, ...words], environment);
  if (built.code !== 0) throw new Error(`The site cannot be built:\n${built.output}${built.errors}`);
  return built.output;
}
