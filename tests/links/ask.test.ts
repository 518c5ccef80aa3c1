import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askLink, type Manners } from '../../src/links/ask.ts';
import { visitLinks } from '../../src/links/crowd.ts';
import { Memory } from '../../src/links/memory.ts';
import { OddServer } from './server.ts';

const server = new OddServer();
let manners: Manners;

beforeAll(async () => {
  const place = await server.start();
  manners = {
    agent: 'Dateline test',
    timeout: 400,
    retries: [10],
    longestPause: 1000,
    hosts: new Map([['pages.example.com', place]]),
  };
});
afterAll(() => server.stop());
beforeEach(() => void (server.asked = []));

const ask = (page: string) => askLink(`http://pages.example.com${page}`, manners);

describe('a link', { timeout: 20_000 }, () => {
  test.each([
    ['/fine', 'fine', '200 OK'],
    ['/fine#part', 'fine', '200 OK'],
    ['/über?a=1&b=2', 'fine', '200 OK'],
    ['/nothing', 'dead', '404 Not Found'],
    ['/gone', 'dead', '410 Gone'],
    ['/forbidden', 'blocked', '403 Forbidden'],
    ['/busy', 'blocked', '429 Too Many Requests'],
    ['/wall', 'blocked', '200 OK, a page that asks whether you are human'],
    ['/challenge', 'blocked', '403 Forbidden, a page that asks whether you are human'],
    ['/slow', 'silent', 'no answer in time'],
    ['/slow-page', 'silent', 'no answer in time'],
    ['/error', 'silent', '500 Internal Server Error'],
    ['/moved-to-nothing', 'dead', '404 Not Found'],
    ['/circle', 'dead', 'redirects in a circle'],
    ['/on/1', 'dead', 'more than 10 redirects'],
    ['/to-a-file', 'dead', 'redirects to `file:`'],
  ])('to %s is %s: %s', async (page, state, reason) => {
    expect(await ask(page)).toEqual({ state, reason });
  });

  test('whose connection is cut is silent, and fine where the second try succeeds', async () => {
    expect((await ask('/reset')).state).toBe('silent');
    expect(await ask('/reset-once')).toEqual({ state: 'fine', reason: '200 OK' });
  });

  test('is asked for its headers first, and for its page where these are refused', async () => {
    await ask('/fine');
    expect(await ask('/only-get')).toEqual({ state: 'fine', reason: '200 OK' });
    expect(await ask('/head-lies')).toEqual({ state: 'fine', reason: '200 OK' });
    expect(server.asked).toEqual([
      'HEAD /fine',
      'HEAD /only-get',
      'GET /only-get',
      'HEAD /head-lies',
      'GET /head-lies',
    ]);
  });

  test('is asked again after the pause that a busy host asks for', async () => {
    expect(await ask('/busy-once')).toEqual({ state: 'fine', reason: '200 OK' });
    expect(server.asked).toEqual(['HEAD /busy-once', 'GET /busy-once', 'GET /busy-once']);
  });

  test('has moved where every redirect is lasting, and is offered at its new address', async () => {
    const to = 'http://pages.example.com/new';
    expect(await ask('/old')).toEqual({ state: 'moved', reason: 'moved for good', to });
    expect(await ask('/old#part')).toEqual({ state: 'moved', reason: 'moved for good', to: `${to}#part` });
  });

  test('is fine where it only leads elsewhere for now', async () => {
    expect(await ask('/today')).toEqual({ state: 'fine', reason: '200 OK' });
    expect(await ask('/today-old')).toEqual({ state: 'fine', reason: '200 OK' });
  });

  test('to a host that cannot be is dead', async () => {
    expect(await askLink('https://nowhere.invalid/page', manners)).toEqual({
      state: 'dead',
      reason: 'no host of this name',
    });
  });

  test('to a port where nobody listens is silent', async () => {
    const closed = new OddServer();
    const place = await closed.start();
    closed.stop();
    const hosts = new Map([['pages.example.com', place]]);
    expect(await askLink('http://pages.example.com/fine', { ...manners, hosts })).toEqual({
      state: 'silent',
      reason: 'the host refuses the connection',
    });
  });
});

test('a host is asked one link at a time, while others are asked beside it', async () => {
  const one = new OddServer();
  const other = new OddServer();
  const hosts = new Map([
    ['one.example.com', await one.start()],
    ['other.example.com', await other.start()],
  ]);
  const links = ['a', 'b', 'c', 'd'].flatMap((page) => [
    `http://one.example.com/${page}`,
    `http://other.example.com/${page}`,
  ]);
  const visited: string[] = [];
  await visitLinks(links, { hosts: 12, gap: 1 }, async (link) => {
    await askLink(link, { ...manners, hosts });
    visited.push(link);
  });
  expect(visited.toSorted()).toEqual(links.toSorted());
  expect([one.mostAtOnce, other.mostAtOnce]).toEqual([1, 1]);
  one.stop();
  other.stop();
});

describe('the memory of links', () => {
  const file = () => path.join(mkdtempSync(path.join(tmpdir(), 'dateline-')), 'links.json');
  const day = (date: number) => Temporal.Instant.from(`2026-03-${date}T12:00:00Z`);

  test('knows what was fine for a week, and what was not for a day', () => {
    const place = file();
    const memory = new Memory(place);
    memory.keep('https://example.com/fine', { state: 'fine', reason: '200 OK' }, day(10));
    memory.keep('https://example.com/dead', { state: 'dead', reason: '404 Not Found' }, day(10));
    memory.save();
    const again = new Memory(place);
    expect(again.recall('https://example.com/fine', day(12), 7)).toEqual({ state: 'fine', reason: '200 OK', days: 2 });
    expect(again.recall('https://example.com/fine', day(17), 7)).toBeUndefined();
    expect(again.recall('https://example.com/dead', day(10), 7)?.state).toBe('dead');
    expect(again.recall('https://example.com/dead', day(11), 7)).toBeUndefined();
    expect(again.recall('https://example.com/fine', day(10), 0)).toBeUndefined();
    expect(again.recall('https://example.com/other', day(10), 7)).toBeUndefined();
  });

  test('begins anew where its file is broken', () => {
    const place = file();
    writeFileSync(place, '{"https://example.com/": {"state": "cheerful"}}');
    const memory = new Memory(place);
    expect(memory.recall('https://example.com/', day(10), 7)).toBeUndefined();
    memory.save();
    expect(JSON.parse(readFileSync(place, 'utf8'))).toEqual({});
  });
});
