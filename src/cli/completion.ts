import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { listIssueFiles, writeFile, type Folders } from '../issue/files.ts';
import { frontMatterSchema } from '../issue/schema.ts';

/**
 * Tells an editor's program which files are issues, and what their front matter may hold. Astro's language server, which
 * completes and checks front matter in Markdown, reads this from `.astro/collections/`: a schema for each collection, and
 * the collection of each file, by the file's address. So a new file is known once this has run again.
 */
export function offerCompletion(folders: Folders): void {
  // The program opens the project: content elsewhere is none of its business.
  if (path.relative(folders.root, folders.content).startsWith('..')) return;
  const collection = 'issues';
  const addresses = listIssueFiles(folders).map(writeAddress);
  const folder = path.join(folders.root, '.astro/collections');
  replaceFile(path.join(folder, `${collection}.schema.json`), writeSchema(frontMatterSchema));
  replaceFile(
    path.join(folder, 'collections.json'),
    JSON.stringify({
      collections: [{ name: collection, hasSchema: true }],
      entries: Object.fromEntries(addresses.map((address) => [address, collection])),
    }),
  );
}

/** The JSON Schema of what a person writes: what has a default may be left out. */
export function writeSchema(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
}

/** The address of a file as the language server looks it up. */
function writeAddress(file: string): string {
  return decodeURIComponent(pathToFileURL(file).href).toLowerCase();
}

/** Writes a file where its text is another one: the language server begins anew with each write. */
function replaceFile(file: string, text: string): void {
  try {
    if (readFileSync(file, 'utf8') === text) return;
  } catch {
    // There is none yet.
  }
  try {
    writeFile(file, text);
  } catch {
    // A folder that must not be written: nothing is completed there, and nobody is kept from work.
  }
}
