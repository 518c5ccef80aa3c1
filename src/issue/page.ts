import { toString } from 'mdast-util-to-string';
import type { VFile } from 'vfile';
import { aboutPath, isFile, tryReadFile, type Folders } from './files.ts';
import { reportMissingImages } from './images.ts';
import { parseMarkdown } from './markdown.ts';
import { report } from './message.ts';
import { resolveReferences } from './references.ts';
import { renderBlocks } from './render.ts';
import { readSource } from './source.ts';
import { checkTexts } from './texts.ts';

/** A page of the owner's own, such as About. */
// A type, not an interface: Astro's store asks for an index signature.
export type OwnPage = {
  /** The words of its first heading. */
  title: string;
  /** Its text as safe HTML, local addresses from the site's root. */
  html: string;
  /** The images under `public/` that it shows, as paths from there. */
  images: string[];
};

/** `content/about.md` with its messages, or nothing where an owner has none. */
export function openAbout(folders: Folders): { file: VFile; page?: OwnPage } | undefined {
  const path = aboutPath(folders);
  if (!isFile(path)) return undefined;
  const file = tryReadFile(path, folders);
  if (file.value === undefined) return { file };
  const page = parsePage(file, folders);
  return { file, ...(page && { page }) };
}

/** Reads a page of the owner's own: the same Markdown as a summary's, with headings. */
function parsePage(file: VFile, folders: Folders): OwnPage | undefined {
  const source = readSource(file);
  if (!source) return undefined;
  const tree = resolveReferences(parseMarkdown(source.text), file);
  const images = checkTexts(tree, source, file);
  reportMissingImages(images, file, folders);
  const [heading, ...blocks] = tree.children;
  if (heading?.type !== 'heading' || heading.depth !== 1) {
    report(file, 'page-title', undefined, 'page without a title', 'a first line such as `# About`');
    return undefined;
  }
  return { title: toString(heading), html: renderBlocks(blocks, 'page').html, images: images.map(({ path }) => path) };
}
