import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, '.github/workflows');

interface Step {
  id?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

function readWorkflow(name: string): Workflow {
  return parse(readFileSync(path.join(folder, name), 'utf8'));
}

describe.each(readdirSync(folder))('the workflow %s', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const workflow = readWorkflow(name);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test('may do nothing; a job may read, and the one that publishes may do that', () => {
    expect(workflow.permissions).toEqual({});
    for (const [job, { permissions }] of jobs) {
      const publishes = name === 'publish.yml' && job === 'deploy';
      expect(permissions, job).toEqual(publishes ? { pages: 'write', 'id-token': 'write' } : { contents: 'read' });
    }
  });

  test('names every action by its commit, with the release in a comment, the same everywhere', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    const lines = text.match(/\buses: .*/g) ?? [];
    expect(lines).toHaveLength(used.length);
    expect(lines.filter((line) => !/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    const all = readdirSync(folder).flatMap(
      (other) => readFileSync(path.join(folder, other), 'utf8').match(/(?<=\buses: ).*/g) ?? [],
    );
    const pins = Map.groupBy(new Set(all), (line) => line.split('@')[0]);
    expect([...pins.values()].filter((lines) => lines.length > 1)).toEqual([]);
  });

  test('leaves no key behind in what it checks out', () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  test('ends by itself, and puts nothing that a stranger wrote into a command', () => {
    for (const [job, { 'timeout-minutes': minutes }] of jobs) expect(minutes, job).toBeLessThanOrEqual(30);
    expect(steps.flatMap(({ run }) => run ?? []).filter((run) => run.includes('${{'))).toEqual([]);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  test('installs what the lock names, and runs scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const commands = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/\b(?:npm|npx) [^\n]*/g)].map(([it]) => it));
    const odd = commands.filter((command) => {
      const script = /^npm run (?:--silent )?([\w-]+)/.exec(command)?.[1];
      return script === undefined ? !/^npm (?:ci|cit|audit --omit=dev)$/.test(command) : !(script in scripts);
    });
    expect(odd).toEqual([]);
  });
});

test('what is asked for in npm is asked about when packages change, and once a week', () => {
  const { on, jobs } = readWorkflow('check.yml');
  expect(on).toHaveProperty('schedule');
  expect(jobs['packages']?.steps.at(-1)).toEqual({ run: 'npm audit --omit=dev' });
});

test.each([
  { name: 'a story', changed: 'content/issues/2026-03-24.md', told: 'code=false\npackages=false\n' },
  { name: 'the code', changed: 'src/due.ts', told: 'code=true\npackages=false\n' },
  { name: 'the packages', changed: 'package-lock.json', told: 'code=true\npackages=true\n' },
])('a pull request with a change of $name runs what concerns it', ({ changed, told }) => {
  const step = readWorkflow('check.yml').jobs['changes']?.steps.find(({ id }) => id === 'changed');
  const repository = mkdtempSync(path.join(tmpdir(), 'dateline-'));
  const output = path.join(repository, '.git/output');
  const script = `
    git init -q . && mkdir -p content/issues src && git config user.name A && git config user.email a@example.com
    for file in content/issues/2026-03-23.md src/due.ts package-lock.json; do echo old > $file; done
    git add . && git commit -qm one && BASE=$(git rev-parse HEAD)
    echo new > ${changed} && git add . && git commit -qm two
    set -e
    ${step?.run}`;
  writeFileSync(path.join(repository, 'step.sh'), script);
  const { status, stderr } = spawnSync('bash', ['step.sh'], {
    cwd: repository,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GITHUB_OUTPUT: output, HOME: repository },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readFileSync(output, 'utf8')).toBe(told);
});

test('what was published is asked for at the live site, as it was at the moment of the build', () => {
  const { jobs } = readWorkflow('publish.yml');
  const verify = jobs['verify'];
  expect(verify).toMatchObject({ needs: ['build', 'deploy'] });
  expect(verify?.steps.at(-1)).toEqual({
    run: 'npm run --silent verify -- --wait 900 "$URL"',
    env: { URL: '${{ needs.deploy.outputs.url }}', DATELINE_NOW: '${{ needs.build.outputs.now }}' },
  });
  expect(jobs['build']?.steps.find(({ run }) => run === 'npm run build')).toMatchObject({
    env: { DATELINE_NOW: '${{ steps.clock.outputs.now }}' },
  });
});
