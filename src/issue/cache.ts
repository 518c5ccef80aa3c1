import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { VFile } from 'vfile';
import { readCompact, writeCompact } from './compact.ts';
import { digest } from './digest.ts';
import { isFile, keepSummed, readFile, type Folders } from './files.ts';
import { addMessage } from './message.ts';
import { parseIssue, type IssueSettings, type ParsedIssue } from './parse.ts';
import { Packs, writePack } from './pack.ts';
import type { Place } from './place.ts';
import type { RuleName } from './rules.ts';
import type { Issue } from './schema.ts';
import { keptFolder, keptPath, packsFolder } from './store.ts';

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

/** Reads issues, each only once: what it gave is kept under the digest of all that it was made from. */
export class IssueCache {
  /** To open the same cache in another thread. */
  readonly settings: CacheSettings;
  /** A digest of all that decides how a file is read. */
  readonly base: string;
  #folder: string;
  #newsletter: IssueSettings;
  #packs: Packs;
  /** What is to be kept in one file, by its keys. */
  #together: Map<string, Uint8Array> | undefined;

  /**
   * @param folder where the kept files are; anything in it may be missing or broken, and is then made again
   * @param parser a digest of the parser: what another one read is not used
   */
  constructor(folder: string, parser: string, newsletter: IssueSettings) {
    const sections = newsletter.sections.map(({ name }) => ({ name }));
    this.#folder = folder;
    this.#newsletter = { sections };
    this.#packs = new Packs(packsFolder(folder));
    this.settings = [folder, parser, { sections }];
    this.base = digest(parser, JSON.stringify(sections.map(({ name }) => name)));
  }

  /** The key of a file: it changes with the file's name and bytes, the parser, and the newsletter's sections. */
  keyOf(file: VFile): string {
    return digest(this.base, file.basename ?? '', file.value);
  }

  /** What the file holds, and its key; its messages are added to the file. */
  readWithKey(file: VFile): { key: string; parsed: ParsedFile } {
    const key = this.keyOf(file);
    return { key, parsed: this.#open(file, key) ?? this.#parse(file, key) };
  }

  /**
   * What the file holds; its messages are added to the file.
   *
   * @param key the file's own, as it was when somebody last asked for it
   */
  read(file: VFile, key: string): ParsedFile {
    return this.#open(file, key) ?? this.#parse(file);
  }

  #open(file: VFile, key: string): ParsedFile | undefined {
    const kept = this.get(key);
    if (kept) addMessages(file, kept.messages);
    return kept;
  }

  /** Does some work, and keeps all that is read in it in one file, unless that is little. */
  keepTogether<T>(work: () => T): T {
    const texts = (this.#together = new Map<string, Uint8Array>());
    try {
      return work();
    } finally {
      this.#together = undefined;
      if (texts.size >= fewestTogether) writePack(packsFolder(this.#folder), texts);
      else for (const [key, text] of texts) this.#keep(key, text);
    }
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

  /** The same as the two lines of its text: the issue, where there is one, and the rest. */
  #read(key: string): KeptLines | undefined {
    return readLines(this.#packs.read(key)) ?? readLines(readIfThere(keptPath(this.#folder, key)));
  }

  #parseAgain(path: string, key: string): ParsedFile | undefined {
    const file = isFile(path) ? readFile(path) : undefined;
    return file && this.keyOf(file) === key ? this.#parse(file, key) : undefined;
  }

  /** @param key of the very bytes of the file, which may have been saved since somebody asked for its key */
  #parse(file: VFile, key = this.keyOf(file)): ParsedFile {
    const parsed = parseIssue(file, this.#newsletter);
    const messages = file.messages.map(({ ruleId, place, reason }) => ({
      // `report` is the only one who adds messages, always with a rule and a range.
      rule: ruleId as RuleName,
      place: place as Place,
      reason,
    }));
    const { issue, ...rest } = { ...parsed, messages };
    const lines = Buffer.from(`${issue ? writeCompact(issue) : ''}\n${JSON.stringify(rest)}`);
    this.#keep(key, Buffer.concat([Buffer.from(`${sumOf(lines)}\n`), lines]));
    return { ...rest, ...(issue && { issue }) };
  }

  #keep(key: string, text: Uint8Array): void {
    if (this.#together) this.#together.set(key, text);
    else keepSummed(keptPath(this.#folder, key), text);
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

/** The packs are as few as the times when much was read: all of them are looked into. */
const fewestTogether = 10;

interface KeptLines {
  issue: string;
  rest: string;
}

/** The lines of a kept text, if it is whole. */
function readLines(text: Buffer | undefined): KeptLines | undefined {
  if (!text) return undefined;
  const end = text.indexOf('\n');
  const lines = text.subarray(end + 1);
  if (sumOf(lines) !== text.toString('latin1', 0, end)) return undefined;
  const [issue = '', rest = ''] = lines.toString().split('\n');
  return { issue, rest };
}

function readIfThere(file: string): Buffer | undefined {
  // An error would take as long as a tenth of the parsing that follows.
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Tells a text that was cut short or damaged, in a third of the time of a digest. */
function sumOf(bytes: Uint8Array): string {
  return crc32(bytes).toString(16);
}
