import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { VFile } from 'vfile';
import { writeFile, type Folders } from './files.ts';
import { addMessage } from './message.ts';
import { parseIssue, type IssueSettings, type ParsedIssue } from './parse.ts';
import type { Place } from './place.ts';
import type { RuleName } from './rules.ts';

/** What reading a file gave, as it is kept. */
export interface ParsedFile extends ParsedIssue {
  messages: { rule: RuleName; place: Place; reason: string }[];
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
    addMessages(file, kept.messages);
    return kept;
  }

  /** What is kept under a key, if it is whole. */
  get(key: string): ParsedFile | undefined {
    try {
      return JSON.parse(readFileSync(this.#pathOf(key), 'utf8'));
    } catch {
      return undefined;
    }
  }

  #parse(file: VFile, key: string): ParsedFile {
    const parsed = parseIssue(file, this.#newsletter);
    const messages = file.messages.map(({ ruleId, place, reason }) => ({
      // `report` is the only one who adds messages, always with a rule and a range.
      rule: ruleId as RuleName,
      place: place as Place,
      reason,
    }));
    const kept = { ...parsed, messages };
    writeFile(this.#pathOf(key), JSON.stringify(kept));
    return kept;
  }

  #pathOf(key: string): string {
    return path.join(this.#folder, key.slice(0, 2), `${key.slice(2)}.json`);
  }
}

/** Adds kept messages to the file that they are on. */
export function addMessages(file: VFile, messages: ParsedFile['messages']): void {
  for (const { rule, place, reason } of messages) addMessage(file, rule, place, reason);
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

function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // The length before each part keeps two different lists of parts from being one text.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 40);
}
