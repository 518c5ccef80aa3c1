import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { isFile, type Folders } from './files.ts';
import { quote } from './message.ts';

/** What is wrong with a newsletter's icon, ready to stand in a message. */
export interface IconProblem {
  found: string;
  expected: string;
}

/**
 * Tells what keeps a file from being the picture that feed readers show beside the newsletter.
 *
 * @param icon the picture's address on the site: `/icon.png` for `public/icon.png`
 * @returns nothing where it is good
 */
export function findIconProblem(icon: string, folders: Folders): IconProblem | undefined {
  const file = path.join(folders.public, icon);
  if (!isFile(file)) return { found: `icon ${quote(icon)}`, expected: `the file ${quote(`public${icon}`)}` };
  const size = readPngSize(file);
  if (!size) return { found: `icon ${quote(icon)}`, expected: 'a picture in PNG' };
  const { width, height } = size;
  if (width === height && width >= smallest) return undefined;
  const found = `icon ${quote(icon)} of ${width} × ${height} pixels`;
  return { found, expected: `a square of at least ${smallest} × ${smallest}` };
}

const smallest = 512;

/** The size of a picture from its first bytes (PNG specification, sections 5.2 and 11.2.2). */
function readPngSize(file: string): { width: number; height: number } | undefined {
  const head = Buffer.alloc(24);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  if (head.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n' || head.toString('latin1', 12, 16) !== 'IHDR')
    return undefined;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}
