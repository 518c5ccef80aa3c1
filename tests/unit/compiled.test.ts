import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, shell, temporaryFolder } from '../command/run.ts';

test('what Node compiled is used by all threads, and kept by those alone that load what no other does', () => {
  const folder = temporaryFolder();
  const script = path.join(folder, 'tell.mjs');
  writeFileSync(
    script,
    `const { besideCompiled, keepCompiled, withCompiled } = await import(${JSON.stringify(path.join(root, 'src/issue/compiled.ts'))});
    keepCompiled({ cache: ${JSON.stringify(folder)} });
    await import(${JSON.stringify(path.join(root, 'src/issue/name.ts'))});
    console.log(JSON.stringify([withCompiled({}), besideCompiled({ A: 'b' })]));`,
  );
  const run = () => JSON.parse(spawnSync(process.execPath, [script], { env: shell(), encoding: 'utf8' }).stdout);
  const kept = { NODE_COMPILE_CACHE: path.join(folder, 'node') };
  expect(run()).toEqual([kept, { A: 'b' }]);
  expect(run()).toEqual([kept, { A: 'b', ...kept }]);
});
