import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { VFile } from 'vfile';
import { readCompact, writeCompact } from './compact.ts';
import { digest } from './digest.ts';
import { isFile, keepSummed, readFile, type Folders } from './files.ts';
import { addMessage } from './message.ts';
import { parseIssue, type IssueSettings, type ParsedIssue } from './parse.ts';
import type { Place } from './place.ts';
import type { RuleName } from './rules.ts';
import type { Issue } from './schema.ts';
import { keptFolder, keptPath } from './store.ts';

/** What reading a file gave, as it is kept. */
export interface ParsedFile extends ParsedIssue {
  messages: { rule: RuleName; place: Place; reason: string }[];
}

/** The cache of a newsletter's issues. */
export function openCache(folders: Folders, newsletter: IssueSettings): IssueCache {
  return new IssueCache(keptFolder(folders), digestParser(folders.root), newsletter);
}

/** What a cache is opened with; all of it can be sent to another thread. */
export type CacheSettings = ConstructorParameters<typeof IssueCache>;

/** Reads issues, each only once: what it gave is kept in a file under the digest of all that it was made from. */
export class IssueCache {
  /** To open the same cache in another thread. */
  readonly settings: CacheSettings;
  /** A digest of all that decides how a file is read. */
  readonly base: string;
  #folder: string;
  #newsletter: IssueSettings;

  /**
   * @param folder where the kept files are; anything in it may be missing or broken, and is then made again
   * @param parser a digest of the parser: what another one read is not used
   */
  constructor(folder: string, parser: string, newsletter: IssueSettings) {
    const sections = newsletter.sections.map(({ name }) => ({ name }));
    this.#folder = folder;
    this.#newsletter = { sections };
    this.settings = [folder, parser, { sections }];
    this.base = digest(parser, JSON.stringify(sections.map(({ name }) => name)));
  }

  /** The key of a file: it changes with the file's name and bytes, the parser, and the newsletter's sections. */
  keyOf(file: VFile): string {
    return digest(this.base, file.basename ?? '', file.value);
  }

  /**
   * What the file holds; its messages are added to the file.
   *
   * @param key the file's own, where it is known
   */
  read(file: VFile, key = this.keyOf(file)): ParsedFile {
    const kept = this.get(key);
    if (!kept) return this.#parse(file);
    addMessages(file, kept.messages);
    return kept;
  }

  /** What a file held when it had a key; nothing where that is not kept and the file has changed since. */
  find(path: string, key: string): ParsedFile | undefined {
    return this.get(key) ?? this.#parseAgain(path, key);
  }

  /** The issue that a file held when it had a key: most of what was found out about the file is left unread. */
  findIssue(path: string, key: string): Issue | undefined {
    const kept = this.#read(key)?.issue;
    return kept ? readCompact(kept) : this.#parseAgain(path, key)?.issue;
  }

  /** What is kept under a key, if it is whole. */
  get(key: string): ParsedFile | undefined {
    const kept = this.#read(key);
    return kept && { ...JSON.parse(kept.rest), ...(kept.issue && { issue: readCompact(kept.issue) }) };
  }

  /** The same as the two lines of its file: the issue, where there is one, and the rest. */
  #read(key: string): { issue: string; rest: string } | undefined {
    const file = this.#pathOf(key);
    // An error would take as long as a tenth of the parsing that follows.
    if (!existsSync(file)) return undefined;
    try {
      const bytes = readFileSync(file);
      const end = bytes.indexOf('\n');
      const lines = bytes.subarray(end + 1);
      if (sumOf(lines) !== bytes.toString('latin1', 0, end)) return undefined;
      const [issue = '', rest = ''] = lines.toString().split('\n');
      return { issue, rest };
    } catch {
      return undefined;
    }
  }

  #parseAgain(path: string, key: string): ParsedFile | undefined {
    const file = isFile(path) ? readFile(path) : undefined;
    return file && this.keyOf(file) === key ? this.#parse(file) : undefined;
  }

  #parse(file: VFile): ParsedFile {
    const parsed = parseIssue(file, this.#newsletter);
    const messages = file.messages.map(({ ruleId, place, reason }) => ({
      // `report` is the only one who adds messages, always with a rule and a range.
      rule: ruleId as RuleName,
      place: place as Place,
      reason,
    }));
    const { issue, ...rest } = { ...parsed, messages };
    const lines = Buffer.from(`${issue ? writeCompact(issue) : ''}\n${JSON.stringify(rest)}`);
    // Under the key of these very bytes: the file may have been saved since somebody asked for its key.
    keepSummed(this.#pathOf(this.keyOf(file)), Buffer.concat([Buffer.from(`${sumOf(lines)}\n`), lines]));
    return { ...rest, ...(issue && { issue }) };
  }

  #pathOf(key: string): string {
    return keptPath(this.#folder, key);
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

/** Tells a file that was cut short or damaged, in a third of the time of a digest. */
function sumOf(bytes: Uint8Array): string {
  return crc32(bytes).toString(16);
}
