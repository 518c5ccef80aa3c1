import { execFileSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { healthSchema, type Health } from '../../src/hosting/health.ts';
import { shell } from '../command/run.ts';
import { Project } from '../trust/project.ts';

let project: Project;

beforeAll(async () => {
  project = new Project(['2026-03-19', '2026-03-20', '2026-03-23']);
  await project.build();
});

async function read(environment: Record<string, string> = {}): Promise<Health> {
  const built = await project.build([], environment);
  expect(built).toMatchObject({ code: 0, errors: '' });
  return healthSchema.strict().parse(JSON.parse(project.read('dist/health.json')));
}

function git(...words: string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
  return execFileSync('git', [...identity, ...words], { cwd: project.folder, env: shell(), encoding: 'utf8' }).trim();
}

test('tells the newest issue, and how much there is', async () => {
  const { newest, next, issues, items, version } = await read();
  expect(newest).toEqual({
    date: '2026-03-23',
    published: '2026-03-23T06:00:00-04:00',
    url: 'https://example.com/letters/2026/03/23/',
  });
  expect(next).toBeUndefined();
  expect(issues).toBe(3);
  expect(items).toBe(
    ['19', '20', '23'].reduce(
      (sum, day) => sum + (project.read(`dist/2026/03/${day}.md`).match(/^### /gm) ?? []).length,
      0,
    ),
  );
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('tells when the next issue is due, where one is written, and nothing of drafts', async () => {
  const text = project.read('content/issues/2026-03-23.md');
  const write = (date: string, more = '') =>
    project.write(`content/issues/${date}.md`, text.replaceAll('2026-03-23', date).replace(/\n---/, `${more}\n---`));
  write('2026-04-02');
  write('2026-04-01');
  write('2026-03-31', '\ndraft: true');
  const before = await read();
  expect(before.next).toEqual({ date: '2026-04-01', due: '2026-04-01T06:00:00-04:00' });
  expect(before.issues).toBe(3);
  for (const date of ['2026-04-02', '2026-04-01', '2026-03-31']) project.remove(`content/issues/${date}.md`);
});

test('has a digest that changes with a word, and comes back with it', async () => {
  const { digest } = await read();
  const text = project.read('content/issues/2026-03-19.md');
  project.write('content/issues/2026-03-19.md', text.replace('tagline: ', 'tagline: More. '));
  expect((await read()).digest).not.toBe(digest);
  project.write('content/issues/2026-03-19.md', text);
  expect((await read()).digest).toBe(digest);
});

test('names the commit that it was built from, and none where a file differs from it', async () => {
  expect((await read()).commit).toBeUndefined();
  const named = 'b'.repeat(40);
  expect((await read({ GITHUB_SHA: named })).commit).toBe(named);
  git('init', '-q');
  project.write('.gitignore', 'node_modules\n.cache\ndist\n.dist.*\n');
  git('add', '.');
  git('commit', '-qm', 'One');
  expect((await read({ GITHUB_SHA: named })).commit).toBe(git('rev-parse', 'HEAD'));
  project.write('content/about.md', '# About\n\nOther words.\n');
  expect((await read()).commit).toBeUndefined();
});
