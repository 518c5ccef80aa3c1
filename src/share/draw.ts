import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Font } from 'satori';
import { digest } from '../issue/digest.ts';
import type { Folders } from '../issue/files.ts';
import { keepFile, readKeptFile } from '../kept.ts';
import { cardSize, layOutCard, type Card } from './card.ts';

/** A card as a PNG of 1200 × 630 pixels: drawn once, then taken from the cache. */
export async function drawCard(card: Card, folders: Folders): Promise<Uint8Array> {
  const name = digest(JSON.stringify(card), digestSources(folders.root));
  const kept = path.join(folders.cache, 'share', `${name}.png`);
  const known = readKeptFile(kept);
  if (known) return known;
  // Few builds draw any: loading these takes as long as drawing some.
  const [{ Resvg }, { default: satori }] = await Promise.all([import('@resvg/resvg-js'), import('satori')]);
  const svg = await satori(layOutCard(card), { ...cardSize, fonts: readFonts(folders.root) });
  const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  keepFile(kept, png);
  // What it was drawn on, three megabytes, goes at the next turn only.
  await setImmediate();
  return png;
}

/** By the root of the project. Satori parses fonts again, a third of a card's time, unless it gets the very same list. */
const fonts = new Map<string, Font[]>();

/** Two weights, each for western and for eastern European letters. */
function readFonts(root: string): Font[] {
  const { resolve } = createRequire(path.join(root, 'package.json'));
  const read = (weight: 400 | 800, script: string): Font => ({
    name: 'card',
    data: readFileSync(resolve(`@fontsource/newsreader/files/newsreader-${script}-${weight}-normal.woff`)),
    weight,
    style: 'normal',
  });
  const known =
    fonts.get(root) ?? ([400, 800] as const).flatMap((weight) => [read(weight, 'latin'), read(weight, 'latin-ext')]);
  fonts.set(root, known);
  return known;
}

const sources = new Map<string, string>();

/** The digest of what decides how a card looks, beside its words. */
function digestSources(root: string): string {
  const folder = path.join(root, 'src', 'share');
  const files = [
    ...readdirSync(folder)
      .sort()
      .map((name) => path.join(folder, name)),
    path.join(root, 'package-lock.json'),
  ];
  const known = sources.get(root) ?? digest(...files.map((file) => readFileSync(file)));
  sources.set(root, known);
  return known;
}
