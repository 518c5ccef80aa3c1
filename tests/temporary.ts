import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Gives all tests one folder for their temporary files, and takes it away after the last of them. */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-tests-'));
  process.env['TMPDIR'] = folder;
  // A server or browser that is still ending may write a last file: that is no reason to fail.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
