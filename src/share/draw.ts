import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import type { Folders } from '../issue/files.ts';
import { cardSize, layOutCard, type Card } from './card.ts';

/** A card as a PNG of 1200 × 630 pixels: drawn once, then taken from the cache. */
export async function drawCard(card: Card, folders: Folders): Promise<Uint8Array<ArrayBuffer>> {
  const kept = path.join(folders.cache, 'share', `${digest(JSON.stringify(card), ...ownFiles(folders.root))}.png`);
  if (existsSync(kept)) return new Uint8Array(readFileSync(kept));
  const svg = await satori(layOutCard(card), { ...cardSize, fonts: readFonts(folders.root) });
  const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  mkdirSync(path.dirname(kept), { recursive: true });
  // Whole under another name, then renamed: nobody ever reads half of it.
  const beside = `${kept}.${randomUUID()}`;
  writeFileSync(beside, png);
  renameSync(beside, kept);
  return new Uint8Array(png);
}

/** Two weights, each for western and for eastern European letters. */
function readFonts(root: string) {
  return ([400, 800] as const).flatMap((weight) =>
    ['latin', 'latin-ext'].map((script) => ({
      name: 'card',
      data: readFont(`newsreader-${script}-${weight}-normal.woff`, root),
      weight,
      style: 'normal' as const,
    })),
  );
}

const fonts = new Map<string, Buffer>();

function readFont(name: string, root: string): Buffer {
  const { resolve } = createRequire(path.join(root, 'package.json'));
  const font = fonts.get(name) ?? readFileSync(resolve(`@fontsource/newsreader/files/${name}`));
  fonts.set(name, font);
  return font;
}

/** What decides how a card looks, beside its words. */
function ownFiles(root: string): Buffer[] {
  const folder = path.join(root, 'src', 'share');
  const sources = readdirSync(folder).sort();
  return [...sources.map((name) => path.join(folder, name)), path.join(root, 'package-lock.json')].map((file) =>
    readFileSync(file),
  );
}

function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 40);
}
