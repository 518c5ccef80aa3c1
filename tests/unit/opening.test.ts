import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openArchive } from '../../src/issue/archive.ts';
import { IssueCache } from '../../src/issue/cache.ts';
import { copyEntry } from '../../src/issue/entry.ts';
import type { Folders } from '../../src/issue/files.ts';
import { listPacked } from '../../src/issue/pack.ts';
import { formatReport } from '../../src/issue/report.ts';
import { root, temporaryFolder } from '../command/run.ts';
import { listRuns } from './runs.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const dates = ['2026-03-10', '2026-03-11', '2026-03-12'];

let folders: Folders;

beforeEach(() => {
  const folder = temporaryFolder();
  folders = { root, content: folder, public: folder, cache: path.join(folder, 'cache') };
  for (const date of dates) save(date);
  // Files that were saved just now are read again, whatever they are.
  later(hour);
});

afterEach(() => void vi.useRealTimers());

function pathOf(date: string): string {
  return path.join(folders.content, 'issues', `${date}.md`);
}

function save(date: string, title = `Story of ${date}`, link = `https://example.com/${date}`): void {
  const text = `---\ndate: ${date}\ntagline: Words.\n---\n\n## News\n\n### [${title}](${link})\n\nSummary, TODO.\n`;
  mkdirSync(path.dirname(pathOf(date)), { recursive: true });
  writeFileSync(pathOf(date), text);
}

/** Lets some time pass. */
function later(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}

/** Opens the archive; `parsed` and `read` are how many of its files were. */
async function open(parser = 'parser', sections = ['News']) {
  const cache = new IssueCache(path.join(folders.cache, 'issues'), parser, {
    sections: sections.map((name) => ({ name })),
  });
  const keyOf = vi.spyOn(cache, 'keyOf');
  let parsed = 0;
  const { files } = await openArchive(folders, cache, (done) => (parsed = done));
  const read = new Set(keyOf.mock.calls.map(([file]) => file.path)).size;
  const threads = files.map((file) => file.threads.map(listRuns));
  const entries = files.map(({ key, entry }) => ({ key, entry: entry && copyEntry(entry) }));
  return { parsed, read, said: { report: formatReport(files.map(({ file }) => file)), threads, entries } };
}

/** What an archive says when it is opened with an empty cache. */
async function openAnew() {
  const { cache } = folders;
  folders.cache = temporaryFolder();
  const { said } = await open();
  folders.cache = cache;
  return said;
}

/** Opens it on as many days as it takes until all of the cache was looked at. */
async function openDaily() {
  for (let time = 0; time < 32; time++) {
    later(day);
    await open();
  }
}

function filesIn(name: string): string[] {
  return readdirSync(path.join(folders.cache, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe('an archive that is opened again', () => {
  test('reads no file while none changes, and says the same', async () => {
    save('2026-03-12', 'Again', 'https://example.com/2026-03-10');
    later(hour);
    const first = await open();
    const second = await open();
    expect([first.parsed, first.read]).toEqual([3, 3]);
    expect([second.parsed, second.read]).toEqual([0, 0]);
    expect(second.said).toEqual(first.said);
    expect(second.said.report).toContain('Unexpected second run of this story, first in 2026-03-10, News, item 1');
    expect(second.said.report.match(/text-placeholder/g)).toHaveLength(3);
  });

  test('parses only the file that changed, was added, or has another name', async () => {
    await open();
    save('2026-03-11', 'Another title');
    expect(await open()).toMatchObject({ parsed: 1, read: 1 });
    later(hour);
    save('2026-03-13');
    expect(await open()).toMatchObject({ parsed: 1, read: 1 });
    later(hour);
    renameSync(pathOf('2026-03-12'), pathOf('2026-03-14'));
    const { parsed, said } = await open();
    expect(parsed).toBe(1);
    expect(said.report).toContain('Unexpected date `2026-03-12`, expected `2026-03-14`');
    rmSync(pathOf('2026-03-14'));
    expect((await open()).said).toEqual(await openAnew());
  });

  test('reads a file that was only touched, and parses it not', async () => {
    await open();
    for (const date of dates) utimesSync(pathOf(date), new Date(), new Date());
    expect(await open()).toMatchObject({ parsed: 0, read: 3 });
  });

  test('is not fooled by a program that gives a changed file its old time and size', async () => {
    await open();
    const { atime, mtime, size } = statSync(pathOf('2026-03-11'));
    save('2026-03-11', 'Story of 2026-03-xx');
    utimesSync(pathOf('2026-03-11'), atime, mtime);
    expect(statSync(pathOf('2026-03-11'))).toMatchObject({ mtime, size });
    const { parsed, said } = await open();
    expect(parsed).toBe(1);
    expect(said.entries[1]?.entry?.sections[0]?.items[0]?.title).toBe('Story of 2026-03-xx');
  });

  test('is not fooled by another file in the place of one, as old and as large', async () => {
    const other = path.join(folders.content, 'other');
    writeFileSync(other, readFileSync(pathOf('2026-03-11'), 'utf8').replace('Story of', 'Story or'));
    const { atime, mtime } = statSync(pathOf('2026-03-11'));
    utimesSync(other, atime, mtime);
    later(hour);
    await open();
    renameSync(other, pathOf('2026-03-11'));
    expect(await open()).toMatchObject({ parsed: 1, read: 1 });
  });

  test('reads a file again that was saved so shortly before that its state may not tell the next change', async () => {
    vi.useRealTimers();
    save('2026-03-12', 'Just saved');
    expect(await open()).toMatchObject({ parsed: 3, read: 3 });
    expect((await open()).read).toBeGreaterThan(0);
    later(hour);
    await open();
    expect(await open()).toMatchObject({ parsed: 0, read: 0 });
  });

  test('reads a file that is from the future each time', async () => {
    utimesSync(pathOf('2026-03-11'), new Date(Date.now() + day), new Date(Date.now() + day));
    later(hour);
    await open();
    expect(await open()).toMatchObject({ parsed: 0, read: 1 });
  });

  test('does as if nothing were kept when the clock was set back', async () => {
    const { said } = await open();
    later(-400 * day);
    expect((await open()).said).toEqual(said);
    expect((await open()).said).toEqual(said);
  });

  test.skipIf(process.getuid?.() === 0)('reports a file that must not be read any more', async () => {
    await open();
    chmodSync(pathOf('2026-03-11'), 0);
    expect((await open()).said.report).toContain('Unexpected file that cannot be read');
  });

  test('parses all files again for another parser or other sections, and none when these come back', async () => {
    const { said } = await open();
    expect((await open('another parser')).parsed).toBe(3);
    expect((await open('parser', ['News', 'Code'])).parsed).toBe(3);
    expect(await open()).toMatchObject({ parsed: 0, read: 0, said });
  });

  test('knows files that another branch brings back within a week', async () => {
    await open();
    rmSync(pathOf('2026-03-12'));
    save('2026-03-11', 'Another title');
    expect((await open()).parsed).toBe(1);
    rmSync(path.join(folders.cache, 'issues'), { recursive: true });
    later(6 * day);
    save('2026-03-11');
    save('2026-03-12');
    expect((await open()).parsed).toBe(0);
  });

  test('works with a cache that cannot be written', async () => {
    writeFileSync(folders.cache, 'a file where the folder should be');
    const { said } = await open();
    expect(await open()).toMatchObject({ parsed: 3, said });
  });
});

describe('what an archive keeps', () => {
  test('is read where it was put, while other issues come and go', async () => {
    await open();
    for (const date of ['2025-12-30', '2025-12-31', '2026-03-13']) {
      rmSync(path.join(folders.cache, 'issues'), { recursive: true });
      save(date, `New story of ${date}`);
      later(hour);
      const { said, parsed } = await open();
      // None but the new one was made from its file again.
      expect([parsed, filesIn('issues').length]).toEqual([1, 1]);
      expect(said).toEqual(await openAnew());
    }
  });

  test('goes after a week in which nobody needed it, and no sooner', async () => {
    await open();
    await open('another parser');
    const age = (file: string, time: number) => utimesSync(file, new Date(time), new Date(time));
    expect([filesIn('issues').length, filesIn('catalogues').length]).toEqual([6, 2]);
    rmSync(pathOf('2026-03-12'));
    await open();

    for (const file of filesIn('issues')) age(file, Date.now());
    later(6 * day);
    await open();
    expect([filesIn('issues').length, filesIn('catalogues').length]).toEqual([6, 2]);

    const abandoned = path.join(folders.cache, 'issues/00/.half.json');
    mkdirSync(path.dirname(abandoned), { recursive: true });
    writeFileSync(abandoned, 'half');
    age(abandoned, Date.now());
    later(2 * day);
    await open();
    expect(filesIn('catalogues')).toHaveLength(1);
    expect(readdirSync(path.join(folders.cache, 'shelves'))).toHaveLength(1);
    await openDaily();
    const { said, parsed } = await open();
    expect([filesIn('issues').length, parsed]).toEqual([2, 0]);
    expect(said).toEqual(await openAnew());
  });

  test('goes a share each day, however much there is, and all of it in the end', async () => {
    await open();
    const leftovers = Array.from({ length: 256 }, (_, at) => {
      const name = path.join(at.toString(16).padStart(2, '0'), `${'0'.repeat(38)}.json`);
      const file = path.join(folders.cache, 'issues', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, 'left over');
      utimesSync(file, new Date(), new Date());
      return file;
    });
    later(2 * day);
    for (let time = 0; time < 2; time++) {
      await open();
      expect(leftovers.filter((file) => existsSync(file))).toHaveLength(256 - 8);
    }
    await openDaily();
    expect(filesIn('issues')).toHaveLength(3);
  });

  test('goes after a month where it is what Node compiled', async () => {
    const [old = '', fresh = ''] = ['000060b1', '00cf47a4'].map((name) =>
      path.join(folders.cache, 'node/v26.10.0-x64-310b2ce3-0', name),
    );
    mkdirSync(path.dirname(old), { recursive: true });
    for (const file of [old, fresh]) writeFileSync(file, 'compiled');
    utimesSync(old, new Date(Date.now() - 40 * day), new Date(Date.now() - 40 * day));
    utimesSync(fresh, new Date(Date.now() + 10 * day), new Date(Date.now() + 10 * day));
    await openDaily();
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });

  test('goes, too, where somebody comes once a week', async () => {
    await open('another parser');
    for (let time = 0; time < 40; time++) {
      later(7 * day);
      await open();
    }
    expect(filesIn('issues')).toHaveLength(3);
  });

  test('stays where an archive is opened daily, and never written anew', async () => {
    await open();
    const [catalogue = ''] = filesIn('catalogues');
    const before = readFileSync(catalogue);
    for (const file of filesIn('issues')) utimesSync(file, new Date(), new Date());
    await openDaily();
    expect([filesIn('issues').length, filesIn('catalogues').length]).toEqual([3, 1]);
    expect(readFileSync(catalogue)).toEqual(before);
  });

  test('is never believed once a byte of it is another, or missing, or one too many', async () => {
    const { said } = await open();
    const kept = ['issues', 'catalogues', 'shelves'].flatMap((folder) =>
      filesIn(folder).map((file) => ({ file, bytes: readFileSync(file) })),
    );
    expect(new Set(kept.map(({ file }) => path.relative(folders.cache, file).split(path.sep)[0])).size).toBe(3);
    const catalogue = path.basename(filesIn('catalogues')[0] ?? '');
    const where = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kept),
        where,
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('changed', 'cut', 'doubled'),
        fc.boolean(),
        async ({ file, bytes }, share, difference, kind, withoutCatalogue) => {
          for (const { file, bytes } of kept) writeFileSync(file, bytes);
          // Issues are looked into where the catalogue is gone.
          if (withoutCatalogue) rmSync(path.join(folders.cache, 'catalogues', catalogue));
          const at = Math.floor(share * bytes.length);
          const damaged = Buffer.from(bytes);
          damaged[at] = (damaged[at] ?? 0) ^ difference;
          if (kind === 'changed') writeFileSync(file, damaged);
          else if (kind === 'doubled') writeFileSync(file, Buffer.concat([bytes, bytes.subarray(at)]));
          else {
            writeFileSync(file, bytes);
            truncateSync(file, at);
          }
          expect((await open()).said).toEqual(said);
          expect((await open()).said).toEqual(said);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('an archive that is opened in other processes', () => {
  /** Opens the archive in a process of its own, and gives what it says, or nothing where it was killed. */
  function openElsewhere(killAfter?: number): Promise<string | undefined> {
    const script = `
      const { openArchive } = await import(${JSON.stringify(path.join(root, 'src/issue/archive.ts'))});
      const { IssueCache } = await import(${JSON.stringify(path.join(root, 'src/issue/cache.ts'))});
      const { formatReport } = await import(${JSON.stringify(path.join(root, 'src/issue/report.ts'))});
      const folders = ${JSON.stringify(folders)};
      const cache = new IssueCache(folders.cache + '/issues', 'parser', { sections: [{ name: 'News' }] });
      console.log('ready');
      const { files } = await openArchive(folders, cache);
      console.log(formatReport(files.map(({ file }) => file)));`;
    const file = path.join(temporaryFolder(), 'open.mjs');
    writeFileSync(file, script);
    const child = spawn(process.execPath, [file]);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output === '' && killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
      output += text;
    });
    return new Promise((resolve) =>
      child.on('close', (code) => resolve(code === 0 ? output.replace('ready\n', '').trimEnd() : undefined)),
    );
  }

  function saveMany(count: number): void {
    for (let at = 0; at < count; at++) save(dateOf(at), `Title of story ${at}`);
  }

  function dateOf(at: number): string {
    return new Date(Date.UTC(2025, 0, 1) + at * day).toISOString().slice(0, 10);
  }

  test('is read by threads as by one process alone', async () => {
    saveMany(250);
    const { parsed, said } = await open();
    expect(parsed).toBe(253);
    expect(said.report.match(/text-placeholder/g)).toHaveLength(253);
    const alone = Array.from({ length: 253 }, (_, at) => said.entries[at]?.entry?.sections[0]?.items[0]?.title);
    expect(alone.filter((title) => /^(?:Title of story \d+|Story of 2026-03-1[012])$/.test(title ?? ''))).toHaveLength(
      253,
    );
    expect((await open()).said).toEqual(said);
  });

  test('keeps many issues in few files, and those go once nobody needs any of them', async () => {
    saveMany(150);
    later(hour);
    await open();
    const packs = filesIn('issues').length;
    expect(packs).toBeLessThan(20);
    const half = path.join(folders.cache, 'issues/packs', `.${'0'.repeat(40)}.half`);
    writeFileSync(half, 'half');
    for (const file of filesIn('issues')) utimesSync(file, new Date(), new Date());
    // All of the first pack but one issue, and all of the next ones.
    for (let at = 1; at < 150; at++) rmSync(pathOf(dateOf(at)));
    await open();
    later(6 * day);
    await openDaily();
    expect(filesIn('issues').length).toBeLessThan(packs);
    const { said } = await open();
    expect(said).toEqual(await openAnew());
    const inPacks = filesIn('issues').flatMap(listPacked);
    expect(said.entries.map(({ key }) => inPacks.includes(key))).toEqual(said.entries.map(() => true));
    expect(existsSync(half)).toBe(false);
  });

  test('says the same after a process was killed in the middle of it, at whatever moment', async () => {
    saveMany(150);
    const said = (await openAnew()).report;
    let killed = 0;
    for (let count = 0; count < 8; count++) {
      save('2025-01-01', `Title number ${count}`);
      if ((await openElsewhere(count * 12)) === undefined) killed++;
      expect((await open()).said.report).toBe(said);
      // The next one begins with half a cache.
      for (const file of filesIn('issues').filter((_, at) => at % 2 === count % 2)) rmSync(file);
      rmSync(path.join(folders.cache, 'catalogues'), { recursive: true });
    }
    expect(killed).toBeGreaterThan(2);
  });

  test('says the same in several at once', async () => {
    saveMany(220);
    const said = (await openAnew()).report;
    expect(await Promise.all([openElsewhere(), openElsewhere(), openElsewhere()])).toEqual([said, said, said]);
    expect(await open()).toMatchObject({ parsed: 0, said: { report: said } });
  });
});
