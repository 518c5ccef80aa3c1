import path from 'node:path';
import { DamagedCache, isIntact } from '../kept.ts';
import type { SearchPart } from '../search/parts.ts';
import { wordsFile } from '../search/sums.ts';
import { searchFilePath, searchWordsPath } from '../urls.ts';
import { countInSection } from './audit.ts';
import type { Chapter } from './chapter.ts';
import type { ReadableIssue } from './edition.ts';
import { createSheet, type Sheet } from './sheet.ts';

/**
 * The files of the search: its words, and the index of each part as Pagefind made it, a chapter each. The props of a file
 * whose source is damaged cannot be had: they throw a `DamagedCache`.
 */
export function listSearch(parts: readonly SearchPart[], issues: readonly ReadableIssue[]): Chapter[] {
  const words = createSheet(
    searchWordsPath,
    'searchWords',
    () => ({ parts: parts.map((part) => refuseDamaged(part, wordsFile)) }),
    () => parts.map(({ folder }) => path.basename(folder)),
  );
  return [
    { name: 'search', list: () => [words] },
    ...parts.map((part, at) => ({
      name: `search ${part.name}`,
      stamp: () => `${path.basename(part.folder)} ${at === 0}`,
      list: () => listPart(part, at === 0, issues),
    })),
  ];
}

function listPart(part: SearchPart, isNewest: boolean, issues: readonly ReadableIssue[]): Sheet[] {
  const holds = () => {
    const ofPart = issues.filter(({ entry }) => entry.date.startsWith(part.name));
    return { issues: 0, items: ofPart.length + countInSection(ofPart) };
  };
  return part.files
    .filter(({ name }) => name !== wordsFile && (isNewest || !isProgram(name)))
    .map(({ name, digest }) =>
      createSheet(
        searchFilePath(part.name, name),
        'copy',
        () => ({ file: path.join(refuseDamaged(part, name), name) }),
        () => digest,
        name === 'pagefind-entry.json' ? holds : undefined,
      ),
    );
}

/** @returns the folder of a part of which one file is as it was made */
function refuseDamaged({ folder, files }: SearchPart, name: string): string {
  const file = files.find((one) => one.name === name);
  if (!file || !isIntact(folder, file)) throw new DamagedCache(folder);
  return folder;
}

/** The newest part brings Pagefind's program for all. */
function isProgram(file: string): boolean {
  return /^(?:pagefind(?:-worker)?\.js|wasm\..*)$/.test(file);
}
