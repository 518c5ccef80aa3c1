import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type as system } from 'node:os';
import { root } from '../command/run.ts';
import { writeBytes } from './numbers.ts';
import type { Tool } from './tool.ts';

/** What ran where, for whoever reads the numbers later. */
export function describeMachine(tools: readonly Tool[], folder: string): string {
  const load = loadavg()[0] ?? 0;
  const rows = [
    ['Processor', `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`],
    ['Memory', writeBytes(totalmem())],
    ['System', `${system()} ${release()}, load ${load.toFixed(2)} before the first run`],
    ['Node', process.version],
    ['Tools', tools.map(({ name, version }) => `${name} ${version}`).join(', ') + readCommit()],
    ['Folder', `${folder} (${isInMemory(folder) ? 'in memory' : 'on disk'})`],
  ];
  return rows.map(([name = '', text = '']) => `  ${name.padEnd(10)} ${text}`).join('\n');
}

/** What Linux calls the kind of a folder in memory: `TMPFS_MAGIC` of statfs(2). */
const memoryFileSystem = 0x01021994;

function isInMemory(folder: string): boolean {
  return statfsSync(folder).type === memoryFileSystem;
}

/** Which Dateline it was; without git, nobody knows. */
function readCommit(): string {
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim();
    const changes = execFileSync('git', ['status', '--porcelain', '--untracked-files=no'], options).trim();
    return `; Dateline's commit is ${commit}${changes && ', with changes'}`;
  } catch {
    return '';
  }
}
