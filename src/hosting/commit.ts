import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The commit that a folder is checked out at. There is none where a file differs from it, or where the folder is in no
 * checkout of git and the host that builds names none either.
 */
export async function readCommit(folder: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const words = ['status', '--porcelain=v2', '--branch'];
    const { stdout } = await promisify(execFile)('git', words, { cwd: folder, env: { ...environment, LC_ALL: 'C' } });
    const lines = stdout.split('\n').filter(Boolean);
    const isClean = lines.every((line) => line.startsWith('#'));
    return isClean ? /^# branch\.oid ([0-9a-f]{40,64})$/m.exec(stdout)?.[1] : undefined;
  } catch {
    // No git, or no checkout.
    return named.map((name) => environment[name]).find((commit) => commit && /^[0-9a-f]{40,64}$/.test(commit));
  }
}

/** As GitHub, GitLab, Netlify, Cloudflare Pages and Vercel call it where they build a copy without its history. */
const named = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'COMMIT_REF', 'CF_PAGES_COMMIT_SHA', 'VERCEL_GIT_COMMIT_SHA'];
