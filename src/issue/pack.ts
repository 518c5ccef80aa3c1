import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { digest } from './digest.ts';
import { keepFile, peek } from './files.ts';

// Many kept texts in one file: to make ten thousand files takes a disk longer than to write what is in them. A pack begins
// with the number of its texts and a checksum of the list that follows: of each text its key, and where it ends.

/** Keeps some texts by their keys, of 40 letters each, in one file of a folder. */
export function writePack(folder: string, texts: ReadonlyMap<string, Uint8Array>): void {
  const list = Buffer.alloc(texts.size * labelLength);
  let label = 0;
  let end = 0;
  for (const [key, text] of texts) {
    list.write(key, label, 'latin1');
    list.writeUInt32LE((end += text.length), label + keyLength);
    label += labelLength;
  }
  const head = Buffer.alloc(headLength);
  head.writeUInt32LE(texts.size);
  head.writeUInt32LE(crc32(list), countLength);
  keepFile(path.join(folder, digest(...texts.keys())), Buffer.concat([head, list, ...texts.values()]));
}

/** The keys of a pack's texts; none where the file is no pack, or damaged. */
export function listPacked(pack: string): string[] {
  return readPlaces(pack).map(({ key }) => key);
}

/** The packs of a folder, those included that other threads and processes add. */
export class Packs {
  readonly #folder: string;
  readonly #places = new Map<string, Place>();
  readonly #known = new Set<string>();
  /** When the folder last changed, as it was last looked into. */
  #changed = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The text with a key: nothing where it is in no pack, and another one where its pack was damaged. */
  read(key: string): Buffer | undefined {
    if (!this.#places.has(key)) this.#look();
    const place = this.#places.get(key);
    return place && peek(place.pack, (take) => take(place.start, place.length));
  }

  #look(): void {
    for (const name of this.#listAdded()) {
      this.#known.add(name);
      for (const place of readPlaces(path.join(this.#folder, name))) this.#places.set(place.key, place);
    }
  }

  #listAdded(): string[] {
    try {
      const changed = statSync(this.#folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (changed === this.#changed) return [];
      this.#changed = changed;
      // One that is hidden is half written.
      return readdirSync(this.#folder).filter((name) => !name.startsWith('.') && !this.#known.has(name));
    } catch {
      // A cache that must not be read is as good as none.
      return [];
    }
  }
}

/** Where a text is. */
interface Place {
  key: string;
  pack: string;
  start: number;
  length: number;
}

function readPlaces(pack: string): Place[] {
  const list = peek(pack, (take) => {
    const head = take(0, headLength);
    const list = take(headLength, head.readUInt32LE() * labelLength);
    return crc32(list) === head.readUInt32LE(countLength) ? list : undefined;
  });
  if (!list) return [];
  const places: Place[] = [];
  let start = headLength + list.length;
  for (let label = 0; label < list.length; label += labelLength) {
    const key = list.toString('latin1', label, label + keyLength);
    const end = headLength + list.length + list.readUInt32LE(label + keyLength);
    places.push({ key, pack, start, length: end - start });
    start = end;
  }
  return places;
}

const countLength = 4;
const headLength = countLength + 4;
const keyLength = 40;
const labelLength = keyLength + 4;
