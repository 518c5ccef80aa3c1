import type { VFile } from 'vfile';
import type { Folders } from './issue/files.ts';
import { openAbout, type OwnPage } from './issue/page.ts';
import { openStrays } from './issue/strays.ts';
import { openTheme } from './theme.ts';

/** What stands beside the issues and the settings in `content/`. */
export interface Beside {
  /** The page About, where the owner has one without an error. */
  about: OwnPage | undefined;
  /** About and the theme, as far as there are any, each with its messages. */
  pages: VFile[];
  /** The files that nobody reads, each with its message. */
  strays: VFile[];
}

export function openBeside(folders: Folders): Beside {
  const about = openAbout(folders);
  return {
    about: about?.page,
    pages: [...(about ? [about.file] : []), ...openTheme(folders)],
    strays: openStrays(folders),
  };
}
