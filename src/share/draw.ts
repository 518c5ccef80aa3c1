import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { digest } from '../digest.ts';
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
  return png;
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
