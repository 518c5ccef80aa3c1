import { expect, test } from 'vitest';
import { cut, type Pending } from '../../src/press/batches.ts';

const page = (path: string) => pending(path, true);
const data = (path: string) => pending(path, false);

function pending(path: string, isPage: boolean): Pending {
  const prepare = () => {
    throw new Error('Nobody prints it here');
  };
  return { path, isPage, prepare };
}

const load = [page('2026/03/01/'), data('2026/03/01.md'), page('2026/02/28/'), data('2026/02/28.md'), data('rss.xml')];

const later = Promise.resolve([page('search/'), data('search/words.json')]);

async function next(batches: AsyncIterator<readonly Pending[], undefined>): Promise<string[] | undefined> {
  const { value } = await batches.next();
  return value?.map(({ path }) => path);
}

test('what shows a month is printed together', async () => {
  const batches = cut([load, later], Promise.resolve());
  expect(await next(batches)).toEqual(['2026/03/01/', '2026/03/01.md']);
  expect(await next(batches)).toEqual(['2026/02/28/', '2026/02/28.md']);
  expect(await next(batches)).toEqual(['rss.xml']);
  expect(await next(batches)).toEqual(['search/', 'search/words.json']);
  expect(await next(batches)).toBeUndefined();
});

test('while the program of the pages is being compiled, the rest is printed', async () => {
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const batches = cut([load, later], ready);
  expect(await next(batches)).toEqual(['2026/03/01.md']);
  expect(await next(batches)).toEqual(['2026/02/28.md']);
  expect(await next(batches)).toEqual(['rss.xml']);
  const waiting = next(batches);
  resolve();
  expect(await waiting).toEqual(['2026/03/01/']);
  expect(await next(batches)).toEqual(['2026/02/28/']);
  expect(await next(batches)).toEqual(['search/', 'search/words.json']);
  expect(await next(batches)).toBeUndefined();
});

test('as soon as it is there, pages are printed with the rest of their month', async () => {
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const batches = cut([load], ready);
  expect(await next(batches)).toEqual(['2026/03/01.md']);
  resolve();
  await ready;
  expect(await next(batches)).toEqual(['2026/02/28/', '2026/02/28.md']);
  expect(await next(batches)).toEqual(['rss.xml']);
  expect(await next(batches)).toEqual(['2026/03/01/']);
  expect(await next(batches)).toBeUndefined();
});

test('where it cannot be compiled, nothing more is printed', async () => {
  const { promise: ready, reject } = Promise.withResolvers<void>();
  const batches = cut([load], ready);
  expect(await next(batches)).toEqual(['2026/03/01.md']);
  reject(new Error('No such color'));
  await expect(ready).rejects.toThrow();
  await expect(next(batches)).rejects.toThrow('No such color');
  expect(await next(batches)).toBeUndefined();
});

test('a thread gets few at a time of what no month holds together, since a picture takes long', async () => {
  const pictures = Array.from({ length: 25 }, (_, at) => data(`share/${at}.png`));
  const sizes = await Array.fromAsync(cut([pictures], Promise.resolve()), (batch) => batch.length);
  expect(sizes).toEqual([10, 10, 5]);
});
