import path from 'node:path';
import type { SearchPart } from '../search/parts.ts';
import { searchFilePath, searchWordsPath } from '../urls.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** The files of the search: its words, and the index of each part as Pagefind made it. */
export function listSearch(parts: readonly SearchPart[]): Sheet[] {
  const states = parts.map(({ folder }) => path.basename(folder));
  const words = createSheet(
    searchWordsPath,
    'searchWords',
    () => ({ folders: parts.map(({ folder }) => folder) }),
    () => states,
  );
  const copies = parts.flatMap(({ name, folder, files }, at) =>
    files
      .filter((file) => at === 0 || !isProgram(file))
      .map((file) =>
        createSheet(
          searchFilePath(name, file),
          'copy',
          () => ({ file: path.join(folder, file) }),
          () => states[at],
        ),
      ),
  );
  return [words, ...copies];
}

/** The newest part brings Pagefind's program for all. */
function isProgram(file: string): boolean {
  return /^(?:pagefind(?:-worker)?\.js|wasm\..*)$/.test(file);
}
