import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, digestTree, Project, writeIssue } from './project.ts';

/** What Node compiled is a part of the cache here, too. */
const own = { NODE_COMPILE_CACHE: '' };

const dates = ['2025-12-30', '2026-03-19', '2026-03-20', '2026-03-23'];

/** What can happen to a file of the cache. */
const damages = {
  'is cut short': (file: string, bytes: Buffer) => truncateSync(file, Math.floor(bytes.length / 2)),
  'is empty': (file: string) => writeFileSync(file, ''),
  'has a changed byte': (file: string, bytes: Buffer) => {
    // None of a file that was emptied before: the piece shares its memory with the whole.
    const middle = bytes.subarray(Math.floor(bytes.length / 2)).subarray(0, 1);
    middle.fill((middle[0] ?? 0) ^ 1);
    writeFileSync(file, bytes);
  },
  'is another one’s': (file: string) => writeFileSync(file, '{"issue":{"date":"2026-03-19"},"messages":[]}'),
  'is gone': (file: string) => rmSync(file),
};

test.each(Object.entries(damages))('a build is right where each file of the cache %s', async (_, damage) => {
  const project = new Project(dates);
  await project.build([], own);
  for (const name of listFiles(project.cache)) damage(name, readFileSync(name));
  project.write('content/issues/2026-03-19.md', writeIssue('2026-03-19', 'Second'));
  const built = await project.build([], own);
  expect(built).toMatchObject({ code: 0, errors: '' });
  expect(differences(digestTree(project.dist), await project.buildAnew())).toEqual([]);
});

test('a build is right where any files of the cache are damaged', async () => {
  const project = new Project(dates);
  await project.build([], own);
  const some = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Object.values(damages))), { minLength: 1, maxLength: 6 });
  let word = 0;
  await fc.assert(
    fc.asyncProperty(some, async (chosen) => {
      for (const [at, damage] of chosen) {
        const files = listFiles(project.cache);
        const file = files[at % files.length] ?? '';
        damage(file, readFileSync(file));
      }
      project.write('content/issues/2026-03-20.md', writeIssue('2026-03-20', `Word${word++}`));
      expect(await project.build([], own)).toMatchObject({ code: 0, errors: '' });
      expect(differences(digestTree(project.dist), await project.buildAnew())).toEqual([]);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
