import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { VFile } from 'vfile';
import { toEntry, type Entry } from './entry.ts';
import { writeFile, type Folders } from './files.ts';
import { addMessage } from './message.ts';
import { parseIssue, type IssueSettings } from './parse.ts';
import type { Place } from './place.ts';
import type { RuleName } from './rules.ts';
import type { Issue } from './schema.ts';
import type { Story } from './story.ts';
import type { LocalImage } from './texts.ts';

/** What the archive needs of a file: kept apart from the texts, so that they need not be read for it. */
export interface FileSummary {
  messages: { rule: RuleName; place: Place; reason: string }[];
  images: LocalImage[];
  /** Nothing where the file cannot be read as an issue. */
  entry?: Entry;
  stories: Story[];
}

/** What reading a file gave, as it is kept. */
export interface ParsedFile extends FileSummary {
  issue?: Issue;
}

/** The cache of a newsletter's issues. */
export function openCache(folders: Folders, newsletter: IssueSettings): IssueCache {
  return new IssueCache(path.join(folders.cache, 'issues'), digestParser(folders.root), newsletter);
}

/** Reads issues, each only once: what it gave is kept in a file under the digest of all that it was made from. */
export class IssueCache {
  #folder: string;
  #newsletter: IssueSettings;
  #base: string;

  /**
   * @param folder where the kept files are; anything in it may be missing or broken, and is then made again
   * @param parser a digest of the parser: what another one read is not used
   */
  constructor(folder: string, parser: string, newsletter: IssueSettings) {
    this.#folder = folder;
    this.#newsletter = newsletter;
    this.#base = digest(parser, JSON.stringify(newsletter.sections.map(({ name }) => name)));
  }

  /** The key of a file: it changes with the file's name and bytes, the parser, and the newsletter's sections. */
  keyOf(file: VFile): string {
    return digest(this.#base, file.basename ?? '', file.value);
  }

  /** What the file holds; its messages are added to the file. */
  read(file: VFile, key: string): ParsedFile {
    const kept = this.get(key);
    if (!kept) return this.#parse(file, key);
    addMessages(file, kept);
    return kept;
  }

  /** What the archive needs of the file; its messages are added to the file. */
  readSummary(file: VFile, key: string): FileSummary {
    const kept = this.#kept(key);
    const summary = kept && parseJson<FileSummary>(kept.summary);
    if (!summary) return this.#parse(file, key);
    addMessages(file, summary);
    return summary;
  }

  /** What is kept under a key, if it is whole. */
  get(key: string): ParsedFile | undefined {
    const kept = this.#kept(key);
    const summary = kept && parseJson<FileSummary>(kept.summary);
    const issue = kept && parseJson<{ issue?: Issue }>(kept.issue);
    return summary && issue && { ...summary, ...issue };
  }

  /** The two lines of a kept file. */
  #kept(key: string): { summary: string; issue: string } | undefined {
    try {
      const [summary = '', issue = ''] = readFileSync(this.#pathOf(key), 'utf8').split('\n');
      return { summary, issue };
    } catch {
      return undefined;
    }
  }

  #parse(file: VFile, key: string): ParsedFile {
    const { issue, images, stories } = parseIssue(file, this.#newsletter);
    const messages = file.messages.map(({ ruleId, place, reason }) => ({
      // `report` is the only one who adds messages, always with a rule and a range.
      rule: ruleId as RuleName,
      place: place as Place,
      reason,
    }));
    const summary: FileSummary = { messages, images, stories, ...(issue && { entry: toEntry(issue) }) };
    const whole = issue ? { issue } : {};
    writeFile(this.#pathOf(key), `${JSON.stringify(summary)}\n${JSON.stringify(whole)}\n`);
    return { ...summary, ...whole };
  }

  #pathOf(key: string): string {
    return path.join(this.#folder, key.slice(0, 2), `${key.slice(2)}.json`);
  }
}

/** The digest of all that decides how a file is read: the sources of the parser and the exact versions of its packages. */
function digestParser(root: string): string {
  const folder = path.join(root, 'src', 'issue');
  const sources = readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));
  const files = [...sources, path.join(root, 'package-lock.json')];
  return digest(process.version, ...files.map((file) => readFileSync(file)));
}

function addMessages(file: VFile, { messages }: FileSummary): void {
  for (const { rule, place, reason } of messages) addMessage(file, rule, place, reason);
}

/** The value of a line that this module wrote; nothing where it was cut off. */
function parseJson<T>(line: string): T | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // The length before each part keeps two different lists of parts from being one text.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 40);
}
