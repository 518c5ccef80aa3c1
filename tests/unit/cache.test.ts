import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { IssueCache } from '../../src/issue/cache.ts';
import { temporaryFolder } from '../command/run.ts';

const newsletter = { sections: [{ name: 'News' }] };
const good = '---\ndate: 2026-03-23\ntagline: Words.\n---\n\n## News\n\n### [A](https://example.com/a)\n\nSummary.\n';

function read(cache: IssueCache, value: string, name = '2026-03-23.md') {
  const file = new VFile({ path: name, value });
  const key = cache.keyOf(file);
  return { key, file, parsed: cache.read(file, key) };
}

function keptFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Has a cache read an issue of each of some days together. */
function readTogether(cache: IssueCache, days: number) {
  return cache.keepTogether(() =>
    Array.from({ length: days }, (_, at) => {
      const date = `2026-03-${String(at + 1).padStart(2, '0')}`;
      return read(cache, good.replaceAll('2026-03-23', date), `${date}.md`);
    }),
  );
}

describe('the cache of issues', () => {
  test('gives the same for a kept file as for a fresh one, messages included', () => {
    const folder = temporaryFolder();
    const text = good.replace('[A](https://example.com/a)', 'Only a title');
    const fresh = read(new IssueCache(folder, 'parser', newsletter), text);
    const kept = read(new IssueCache(folder, 'parser', newsletter), text);
    expect(kept.parsed).toEqual(fresh.parsed);
    expect(kept.file.messages.map(String)).toEqual(fresh.file.messages.map(String));
    expect(kept.file.messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([['item-unlinked', false]]);
    expect(keptFiles(folder)).toHaveLength(1);
  });

  test.each([
    ['plain words', 'Words, and more.'],
    ['marks', 'Words with **strong** ones.'],
    ['characters that HTML escapes', 'R&D.'],
    ['two paragraphs', 'One.\n\nTwo.'],
    ['an image', '![Words](https://example.com/a.png)'],
  ])('gives the same issue where a summary has %s', (_, summary) => {
    const folder = temporaryFolder();
    const text = good.replace('Summary.', summary);
    const { key, parsed } = read(new IssueCache(folder, 'parser', newsletter), text);
    expect(parsed.issue).toBeDefined();
    expect(new IssueCache(folder, 'parser', newsletter).get(key)).toEqual(parsed);
    expect(new IssueCache(folder, 'parser', newsletter).findIssue('no-such-file.md', key)).toEqual(parsed.issue);
  });

  test.each([
    ['is empty', (file: string) => truncateSync(file)],
    ['ends in its middle', (file: string) => truncateSync(file, 40)],
    [
      'has another letter',
      (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('Summary.', 'Summery.')),
    ],
    ['holds something else', (file: string) => writeFileSync(file, 'null')],
  ])('reads an issue again when what is kept %s', (_, damage) => {
    const folder = temporaryFolder();
    const first = read(new IssueCache(folder, 'parser', newsletter), good);
    keptFiles(folder).forEach(damage);
    expect(read(new IssueCache(folder, 'parser', newsletter), good).parsed).toEqual(first.parsed);
  });

  test('keeps what was read together in one file, and gives each issue of it', () => {
    const folder = temporaryFolder();
    const all = readTogether(new IssueCache(folder, 'parser', newsletter), 20);
    expect(keptFiles(folder)).toHaveLength(1);
    const cache = new IssueCache(folder, 'parser', newsletter);
    for (const { key, parsed } of all) {
      expect(parsed.issue).toBeDefined();
      expect(cache.get(key)).toEqual(parsed);
    }
  });

  test('keeps a few that were read together in a file each', () => {
    const folder = temporaryFolder();
    const all = readTogether(new IssueCache(folder, 'parser', newsletter), 3);
    expect(keptFiles(folder)).toHaveLength(3);
    const cache = new IssueCache(folder, 'parser', newsletter);
    expect(all.map(({ key }) => cache.get(key))).toEqual(all.map(({ parsed }) => parsed));
  });

  test('knows what another thread or process kept in the meantime', () => {
    const folder = temporaryFolder();
    const cache = new IssueCache(folder, 'parser', newsletter);
    expect(cache.get('0'.repeat(40))).toBeUndefined();
    const all = readTogether(new IssueCache(folder, 'parser', newsletter), 12);
    expect(all.map(({ key }) => cache.get(key))).toEqual(all.map(({ parsed }) => parsed));
  });

  test('reads the issues of a damaged pack again, whichever byte of it is another or where it ends', () => {
    const folder = temporaryFolder();
    const all = readTogether(new IssueCache(folder, 'parser', newsletter), 10);
    const [pack = ''] = keptFiles(folder);
    const bytes = readFileSync(pack);
    const said = all.map(({ parsed }) => parsed);
    for (let at = 0; at < bytes.length; at += at < 500 ? 1 : 97) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      for (const kept of [damaged, bytes.subarray(0, at)]) {
        writeFileSync(pack, kept);
        const cache = new IssueCache(folder, 'parser', newsletter);
        const found = all.map(({ key }) => cache.get(key));
        // Each is what it was, or not there.
        expect(found.map((issue, day) => issue ?? said[day])).toEqual(said);
        expect(found).toContain(undefined);
      }
    }
    expect(readTogether(new IssueCache(folder, 'parser', newsletter), 10).map(({ parsed }) => parsed)).toEqual(said);
    const cache = new IssueCache(folder, 'parser', newsletter);
    expect(all.map(({ key }) => cache.get(key))).toEqual(said);
  });

  test('keeps a file under another key when its text, its name, the parser or the sections change', () => {
    const folder = temporaryFolder();
    const cache = new IssueCache(folder, 'parser', newsletter);
    const keys = [
      read(cache, good).key,
      read(cache, `${good}\nMore.\n`).key,
      read(cache, good, '2026-03-24.md').key,
      read(new IssueCache(folder, 'another parser', newsletter), good).key,
      read(new IssueCache(folder, 'parser', { sections: [{ name: 'News' }, { name: 'Code' }] }), good).key,
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
