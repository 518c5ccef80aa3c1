import path from 'node:path';
import type { VFile } from 'vfile';
import { isFile, type Folders } from './files.ts';
import { quote, report } from './message.ts';
import type { LocalImage } from './texts.ts';

/** Reports each local image that is not there. */
export function reportMissingImages(images: readonly LocalImage[], file: VFile, folders: Folders): void {
  for (const image of images) {
    if (isFile(path.join(folders.public, image.path))) continue;
    report(file, 'image-file', image.place, `image ${quote(image.path)}`, `the file ${quote(`public${image.path}`)}`);
  }
}
