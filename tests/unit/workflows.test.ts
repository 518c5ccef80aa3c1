import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, '.github/workflows');

interface Job {
  permissions?: Record<string, string>;
  steps: { uses?: string; run?: string }[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

describe.each(readdirSync(folder))('the workflow %s', (name) => {
  const workflow: Workflow = parse(readFileSync(path.join(folder, name), 'utf8'));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('may only read, but for the job that publishes', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const more = Object.entries(workflow.jobs).filter(([, { permissions }]) => permissions);
    expect(more.map(([job]) => job)).toEqual(name === 'publish.yml' ? ['deploy'] : []);
  });

  test('uses exact versions', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^actions\/[\w-]+@v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  test('runs scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const run = steps.flatMap(({ run }) =>
      [...(run ?? '').matchAll(/npm run (?:--\w+ )*(\w+)/g)].map(([, it = '']) => it),
    );
    expect(run.length).toBeGreaterThan(0);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });
});
