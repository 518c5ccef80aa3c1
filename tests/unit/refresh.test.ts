import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/issue/archive.ts';
import { openCache } from '../../src/issue/cache.ts';
import { formatReport } from '../../src/issue/report.ts';
import { listRuns } from './runs.ts';

const item = fc.record({
  title: fc.constantFrom('The compiler is finally out', 'The compilers is finally out', 'A story of its own kind'),
  link: fc.constantFrom('https://example.com/1', 'https://example.com/2', 'no link'),
  followup: fc.boolean(),
});
const save = fc.record({
  name: fc.constantFrom('2026-03-10.md', '2026-03-11.md', '2026-03-12.md', 'old/2026-03-11.md'),
  /** Nothing deletes the file. */
  items: fc.option(fc.array(item, { minLength: 1, maxLength: 2 })),
});

/** What all files of an archive say, and which other runs their stories have. */
function describe(archive: Archive) {
  const { files } = archive;
  return {
    report: formatReport(files.map(({ file }) => file)),
    threads: files.map(({ threads }) => threads.map(listRuns)),
  };
}

test('an archive that follows saves says the same as one that reads everything anew', { timeout: 60_000 }, async () => {
  const root = path.join(import.meta.dirname, '../..');
  let messages = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(save, { minLength: 1, maxLength: 8 }), async (saves) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'dateline-'));
      const folders = { root, content: folder, public: folder, cache: path.join(folder, 'cache') };
      const cache = openCache(folders, { sections: [{ name: 'News' }] });
      let live = await openArchive(folders, cache);
      for (const { name, items } of saves) {
        const file = path.join(folder, 'issues', name);
        mkdirSync(path.dirname(file), { recursive: true });
        if (!items) rmSync(file, { force: true });
        else {
          const written = items.map(({ title, link, followup }) => {
            const heading = link.startsWith('https') ? `[${title}](${link})` : title;
            return `### ${heading}${followup ? ' {followup}' : ''}\n\nWords.`;
          });
          const text = [`---\ndate: ${path.basename(name, '.md')}\ntagline: Words.\n---`, '## News', ...written];
          writeFileSync(file, `${text.join('\n\n')}\n`);
        }
        live.refresh(file);
        const anew = describe(await openArchive(folders, cache));
        expect(describe(live)).toEqual(anew);
        // One that was opened while nothing changed knows from the cache what its stories have in common.
        const unchanged = await openArchive(folders, cache);
        expect(describe(unchanged)).toEqual(anew);
        if (saves.length % 2 === 0) live = unchanged;
        if (/item-(?:repeat|alike|followup)/.test(anew.report)) messages++;
      }
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 60 },
  );
  expect(messages).toBeGreaterThan(30);
});
