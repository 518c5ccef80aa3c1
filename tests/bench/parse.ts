import { openArchive } from '../../src/issue/archive.ts';
import { openCache } from '../../src/issue/cache.ts';
import { keepCompiled } from '../../src/issue/compiled.ts';
import { findFolders } from '../../src/issue/files.ts';
import { openNewsletter } from '../../src/newsletter.ts';
import { Refusal } from '../../src/refusal.ts';
import { root } from '../command/run.ts';

// Parses an archive as every command does that finds nothing kept, and does nothing else: what `check` is held against.

const folders = findFolders(root, process.env);
keepCompiled(folders);
const { newsletter } = openNewsletter(folders);
if (!newsletter) throw new Refusal('The settings of the corpus are not good');
await openArchive(folders, openCache(folders, newsletter));
