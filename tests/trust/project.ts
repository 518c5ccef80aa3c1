import { spawn, type ChildProcess } from 'node:child_process';
import { hash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { leavePress, lendPress } from '../command/press.ts';
import { compiled, root, shell, temporaryFolder, type Run } from '../command/run.ts';

/** A whole project of its own, with all that is ours and a small newsletter: its sources may be changed, too. */
export class Project {
  readonly folder = temporaryFolder();
  readonly cache = path.join(this.folder, '.cache');
  readonly dist = path.join(this.folder, 'dist');

  /** @param dates of its issues */
  constructor(dates: readonly string[]) {
    for (const name of ['src', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json']) {
      cpSync(path.join(root, name), path.join(this.folder, name), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(this.folder, 'node_modules'));
    cpSync(path.join(root, 'tests/fixtures/site'), path.join(this.folder, 'content'), {
      recursive: true,
      filter: (from) => path.basename(from) !== 'issues',
    });
    mkdirSync(path.join(this.folder, 'content/issues'));
    mkdirSync(path.join(this.folder, 'public'));
    cpSync(path.join(root, 'public/favicon.svg'), path.join(this.folder, 'public/favicon.svg'));
    for (const date of dates) this.write(`content/issues/${date}.md`, writeIssue(date, 'First'));
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
    writeFileSync(path.join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  append(name: string, text: string): void {
    this.write(name, this.read(name) + text);
  }

  has(name: string): boolean {
    return existsSync(path.join(this.folder, name));
  }

  remove(name: string): void {
    rmSync(path.join(this.folder, name), { force: true });
  }

  /** The dates of its issues, oldest first. */
  get dates(): string[] {
    return readdirSync(path.join(this.folder, 'content/issues'))
      .map((name) => name.replace('.md', ''))
      .sort();
  }

  /** Starts a build, which can be killed. */
  start(words: string[] = [], environment: Record<string, string> = {}): ChildProcess {
    return spawn(process.execPath, ['src/cli/main.ts', 'build', ...words], {
      cwd: this.folder,
      env: shell({ ...compiled, DATELINE_NOW: now, ...environment }),
    });
  }

  /** Builds to the end, and leaves the compiled templates to the projects of other tests; most begin with those. */
  async build(words: string[] = [], environment: Record<string, string> = {}): Promise<Run> {
    if (!environment['CACHE_DIR']) lendPress(this.cache);
    const run = await this.#run(words, environment);
    if (run.code === 0) leavePress(this.cache);
    return run;
  }

  async #run(words: string[], environment: Record<string, string>): Promise<Run> {
    const child = this.start(words, environment);
    let output = '';
    let errors = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, output, errors };
  }

  /** What a build without anything kept makes of the project as it is now; only the compiled templates are taken over. */
  async buildAnew(environment: Record<string, string> = {}): Promise<Record<string, string>> {
    const [folder, cache] = [temporaryFolder(), temporaryFolder()];
    cpSync(path.join(this.cache, 'press'), path.join(cache, 'press'), { recursive: true });
    const built = await this.#run(['--outDir', folder], { CACHE_DIR: cache, ...environment });
    if (built.code !== 0) throw new Error(`${built.output}${built.errors}`);
    const site = digestTree(folder);
    for (const made of [folder, cache]) rmSync(made, { recursive: true, force: true });
    return site;
  }
}

/** Noon in New York of the day before the newest date that the tests use, so that there is something to fall due. */
export const now = '2026-03-24T16:00:00Z';

/** An issue with three stories, one of which runs in every issue, and links to one host. */
export function writeIssue(date: string, word: string): string {
  const stories = ['News', 'Research', 'Code'].map(
    (section, at) =>
      `## ${section}\n\n### [${word} ${section} of ${date}](https://host${at}.example.org/${date})\n\n${word} words on it.`,
  );
  return `---\ndate: ${date}\ntagline: ${word} tagline of ${date}.\n---\n\n${stories.join('\n\n')}\n\n### [The same story](https://example.org/same)\n\nAgain.\n`;
}

/** The digest of each file of a folder, by its path. */
export function digestTree(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  return Object.fromEntries(names.map((name) => [name, hash('sha256', readFileSync(path.join(folder, name)))]));
}

/** The files that are not the same in two trees: an empty list says more than two equal trees when it is not empty. */
export function differences(one: Record<string, string>, other: Record<string, string>): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => one[name] !== other[name]).sort();
}
