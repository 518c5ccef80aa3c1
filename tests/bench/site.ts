import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../src/refusal.ts';
import { countFiles, takeCensus, type Count } from './census.ts';
import { createIssue, type CorpusIssue } from './corpus.ts';
import { measure, type Cost } from './measure.ts';
import type { Tool } from './tool.ts';

/** The corpus as one tool's site, on the disk. */
export class BenchSite {
  readonly folder: string;
  readonly #tool: Tool;
  readonly #dates: Set<string> = new Set();
  #cleared = 0;

  /** Writes the site's files, with as many issues as asked for. */
  constructor(tool: Tool, folder: string, size: number, seed: number) {
    this.folder = folder;
    this.#tool = tool;
    mkdirSync(folder, { recursive: true });
    tool.prepare(folder);
    for (let place = 0; place < size; place++) this.add(createIssue(place, size, seed));
  }

  get name(): string {
    return this.#tool.name;
  }

  /** Whether it takes part in full builds only. */
  get fullOnly(): boolean {
    return this.#tool.fullOnly ?? false;
  }

  /** Whether there is a search index now that a build can be spared. */
  get hasSearchIndex(): boolean {
    const { searchIndex } = this.#tool;
    return searchIndex !== undefined && existsSync(path.join(this.folder, searchIndex));
  }

  add(issue: CorpusIssue): void {
    const { name, text } = this.#tool.place(issue);
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    this.#dates.add(issue.date);
  }

  remove(issue: CorpusIssue): void {
    rmSync(path.join(this.folder, this.#tool.place(issue).name), { force: true });
    this.#dates.delete(issue.date);
  }

  /**
   * Takes away what builds left: output and caches. It is put aside, not removed: for minutes after a removal, some file
   * systems (ext4) pass over each place of a removed file when they look for one for a new file, which after the output of
   * a large archive makes the next build pay for it, the more files it writes the more.
   */
  clear(): void {
    const aside = path.join(this.folder, 'aside', String(this.#cleared++));
    mkdirSync(aside, { recursive: true });
    for (const name of this.#tool.leftovers) {
      const left = path.join(this.folder, name);
      if (existsSync(left)) renameSync(left, path.join(aside, name));
    }
  }

  /** The same, but for the search index, so that the next build is one without the work for it. */
  clearButSearch(): void {
    const { searchIndex } = this.#tool;
    if (searchIndex === undefined) return this.clear();
    const index = path.join(this.folder, searchIndex);
    const aside = path.join(this.folder, 'kept');
    renameSync(index, aside);
    this.clear();
    mkdirSync(path.dirname(index), { recursive: true });
    renameSync(aside, index);
  }

  /**
   * Builds the site, and looks at what was built.
   *
   * @param days how many days from now that is
   * @throws Refusal where the build fails, or lacks a file that the tool has to write
   */
  async build(days: number): Promise<{ cost: Cost; count: Count }> {
    const output = path.join(this.folder, this.#tool.output);
    const before = takeCensus(output);
    const cost = await measure(this.#tool.build(this.folder, days));
    const now = takeCensus(output);
    const missing = this.#tool.mustWrite([...this.#dates]).filter((name) => !now.has(name));
    if (missing.length > 0) throw new Refusal(`${this.name} did not write ${missing.slice(0, 5).join(', ')}`);
    return { cost, count: countFiles(before, now) };
  }
}
