import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFolders } from '../../src/issue/files.ts';
import { formatReport } from '../../src/issue/report.ts';
import { openNewsletter } from '../../src/newsletter.ts';
import { temporaryFolder } from '../command/run.ts';

/** The report on settings with an icon, and a file at its address. */
function reportOn(icon: string, file?: Buffer): string {
  const root = temporaryFolder();
  mkdirSync(path.join(root, 'content'));
  mkdirSync(path.join(root, 'public'));
  if (file) writeFileSync(path.join(root, 'public', 'icon.png'), file);
  writeFileSync(path.join(root, 'content/newsletter.yaml'), `${settings}icon: ${icon}\n`);
  const { file: read, newsletter } = openNewsletter(findFolders(root, {}));
  const [, ...lines] = formatReport([read]).split('\n');
  expect(newsletter === undefined).toBe(lines.length > 0);
  return lines.join('\n').trim().replace(/ {2,}/g, ' ');
}

/** The first bytes of a PNG of a size: all that is read of one. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([bytes, size]);
}

const settings = `id: example
title: Example
description: An example.
url: https://example.com/
language: en
timeZone: UTC
sections: [{ name: News, path: news, description: What happened. }]
author: { name: The editors }
`;

describe('an icon', () => {
  test('may be a square PNG of 512 pixels or more', () => {
    expect(reportOn('/icon.png', png(512, 512))).toBe('');
    expect(reportOn('/icon.png', png(1024, 1024))).toBe('');
  });

  test.each([
    [
      'that is too small',
      '/icon.png',
      png(180, 180),
      'Unexpected icon `/icon.png` of 180 × 180 pixels, expected a square of at least 512 × 512',
    ],
    [
      'that is no square',
      '/icon.png',
      png(512, 600),
      'Unexpected icon `/icon.png` of 512 × 600 pixels, expected a square of at least 512 × 512',
    ],
    [
      'that is another format',
      '/icon.png',
      Buffer.from('<svg/>'),
      'Unexpected icon `/icon.png`, expected a picture in PNG',
    ],
    ['that is not there', '/icon.png', undefined, 'Unexpected icon `/icon.png`, expected the file `public/icon.png`'],
    [
      'outside of `public/`',
      '/../icon.png',
      undefined,
      'Unexpected icon `/../icon.png`, expected an address such as `/icon.png` for `public/icon.png`',
    ],
  ])('%s is reported in its line', (_, icon, file, message) => {
    const column = 7 + icon.length;
    expect(reportOn(icon, file)).toBe(`9:7-9:${column} error ${message} newsletter-value`);
  });
});
