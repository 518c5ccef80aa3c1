import { readFileSync } from 'node:fs';
import path from 'node:path';
import { imageSize } from 'image-size';
import { isFile, type Folders } from '../issue/files.ts';

/** The size of a local image in pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

/**
 * The size of an image under `public/`, so that a page keeps its place before it is loaded; nothing where the file does
 * not tell it, as an SVG may not.
 *
 * @param address as the HTML has it, from the site's root: `/images/a%20chart.png`
 */
export function measurePicture(address: string, folders: Folders): PictureSize | undefined {
  const file = path.join(folders.public, decodeURI(address.replaceAll('&#x26;', '&').replaceAll('&amp;', '&')));
  if (!isFile(file)) return undefined;
  try {
    const { width, height, orientation = 1 } = imageSize(readFileSync(file));
    // A photograph that a camera took on its side is shown upright.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}
