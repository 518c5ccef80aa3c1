import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Folders } from '../issue/files.ts';

const manifestSchema = z.object({ version: z.string() });

/** The version of Dateline. */
export function readVersion({ root }: Pick<Folders, 'root'>): string {
  return manifestSchema.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).version;
}
