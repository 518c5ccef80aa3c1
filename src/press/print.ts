import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { measurePicture } from '../browse/picture.ts';
import { openCache } from '../issue/cache.ts';
import type { Folders } from '../issue/files.ts';
import { createReader } from '../issue/reader.ts';
import type { Newsletter } from '../newsletter.ts';
import { createLinker } from '../output/link.ts';
import { digestBytes, type OutputFile } from '../output/record.ts';
import { fileOf, type Maker, type Props } from '../site/sheet.ts';
import { countShown } from '../site/tally.ts';
import type { DataProps, Page } from '../site/template.ts';
import { writers, type Content, type WriterDesk } from '../site/write.ts';
import { createSite } from '../urls.ts';
import { createJoiner } from './join.ts';
import { putPolicyInside } from './policy.ts';
import { loadPrinter, type Printer } from './program.ts';
import { carriers, createStyler } from './style.ts';

/** A sheet, ready to be printed in any thread. */
export interface Task {
  path: string;
  maker: Maker;
  props: Props[Maker];
  key: string;
  /** The file in the last build. */
  before?: OutputFile;
}

/** What a print shop needs to know; all of it can be sent to another thread. */
export interface ShopSettings {
  folders: Folders;
  newsletter: Newsletter;
  /** The folder of the compiled program. It may still be empty, until the first page is to be printed. */
  program: string;
  /** The folder to print into. */
  stage: string;
  /** The folder of the last build. */
  output: string;
}

/** A file that was printed, and whether it has other bytes than in the last build. */
export interface Printed {
  name: string;
  file: OutputFile;
  changed: boolean;
  /** What there is to say about it. */
  notes: string[];
}

/** A file as it was made. */
interface Made {
  /** All of it. */
  parts: Content[];
  /** Of a page, what its head does not tell. */
  content: Content;
}

/** Opens a shop that prints sheets into the stage, one at a time. */
export function openShop(settings: ShopSettings): (task: Task) => Promise<Printed> {
  const { folders, newsletter, stage, output } = settings;
  const site = createSite(newsletter.url);
  const putStyleInside = createStyler(settings.program);
  const join = createJoiner();
  const readIssue = createReader(openCache(folders, newsletter));
  const desk = { newsletter, site, readIssue, measure: (address: string) => measurePicture(address, folders) };
  const made = new Set<string>();
  const link = createLinker();
  const hasOutput = existsSync(output);
  let printer: Promise<Printer> | undefined;

  return async (task) => {
    const notes: string[] = [];
    const { parts, content } = await make(task, { ...desk, folders, stage, say: (text) => notes.push(text) });
    const name = fileOf(task.path);
    const shown = countShown(task.maker, task.path, content);
    const { file, changed } = keep(name, join(parts), task);
    return { name, notes, changed, file: { ...file, ...(shown && { shown }) } };
  };

  async function make({ path, maker, props }: Task, writerDesk: WriterDesk): Promise<Made> {
    if (maker in writers) {
      // The sheet paired the writer with its props.
      const write = writers[maker as keyof DataProps] as (
        props: unknown,
        desk: WriterDesk,
      ) => Content | Promise<Content>;
      const content = await write(props, writerDesk);
      return { parts: [content], content };
    }
    const { printPage } = await (printer ??= loadPrinter(settings.program));
    const html = await printPage(site.absolute(path), { template: maker, props } as Page, desk);
    const end = html.indexOf('</head>');
    const [head, body] = [html.slice(0, end), html.slice(end)];
    const isCarrier = carriers.some((template) => template === maker);
    const styled = isCarrier ? putStyleInside(head) : { head: [head], styles: [] };
    return { parts: [...putPolicyInside(styled, body, maker === 'Search'), body], content: body };
  }

  /** Writes the file, unless the last build has it with the same bytes. */
  function keep(name: string, bytes: Uint8Array, { key, before }: Task): Pick<Printed, 'file' | 'changed'> {
    const digest = digestBytes(bytes);
    if (before?.digest === digest) return { file: { ...before, key }, changed: false };
    const file = path.join(stage, name);
    const last = path.join(output, name);
    if (!before && hasOutput && isSame(last, bytes)) {
      link(last, file);
      return { file: { key, digest, size: bytes.length, written: statSync(file).mtimeMs }, changed: false };
    }
    const folder = path.dirname(file);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    return { file: { key, digest, size: bytes.length, written: writeNew(file, bytes) }, changed: true };
  }
}

/** Writes a new file in the place of whatever is there, which may be the site's own file under a second name. */
function writeNew(file: string, bytes: Uint8Array): number {
  const descriptor = openNew(file);
  try {
    writeFileSync(descriptor, bytes);
    return fstatSync(descriptor).mtimeMs;
  } finally {
    closeSync(descriptor);
  }
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx');
  } catch {
    rmSync(file, { force: true });
    return openSync(file, 'wx');
  }
}

/** Whether a file that no record knows, as where the cache was lost, has these bytes. */
function isSame(file: string, bytes: Uint8Array): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === bytes.length && readFileSync(file).equals(bytes);
}
