import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { watchFolder } from '../../src/watch.ts';

test('a watched folder tells of each file that is saved, renamed or deleted, in new and moved folders, too', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-'));
  const file = (name: string) => path.join(folder, 'issues', name);
  mkdirSync(file('2025'), { recursive: true });
  writeFileSync(file('2025/a.md'), 'One.');
  const told = new Set<string>();
  const onError = vi.fn();
  const stop = watchFolder(folder, { onChange: (name) => told.add(path.relative(file(''), name)), onError });
  const expectTold = async (...names: string[]) => {
    await vi.waitFor(() => expect([...told]).toEqual(expect.arrayContaining(names)), { timeout: 10_000 });
    told.clear();
  };

  writeFileSync(file('2025/a.md'), 'Two.');
  await expectTold('2025/a.md');
  renameSync(file('2025/a.md'), file('2025/b.md'));
  await expectTold('2025/a.md', '2025/b.md');
  mkdirSync(file('2026/03'), { recursive: true });
  writeFileSync(file('2026/03/c.md'), 'Three.');
  await expectTold('2026/03/c.md');
  writeFileSync(file('2026/03/c.md'), 'Four.');
  await expectTold('2026/03/c.md');
  renameSync(file('2026'), path.join(mkdtempSync(path.join(tmpdir(), 'dateline-')), '2026'));
  await expectTold('2026/03/c.md');
  rmSync(file('2025'), { recursive: true });
  await expectTold('2025/b.md');

  stop();
  writeFileSync(file('d.md'), 'Five.');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([...told].filter((name) => name === 'd.md')).toEqual([]);
  expect(onError).not.toHaveBeenCalled();
});
