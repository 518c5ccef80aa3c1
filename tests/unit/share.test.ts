import { imageSize } from 'image-size';
import { expect, test } from 'vitest';
import { findFolders } from '../../src/issue/files.ts';
import { drawCard } from '../../src/share/draw.ts';
import { root, temporaryFolder } from '../command/run.ts';

const card = { title: 'The Example', dateline: 'Monday — March 23, 2026', text: 'Żółć, and a tagline of “words”.' };

test('a share image is a PNG of 1200 × 630 pixels, the same each time, and drawn once', async () => {
  const folders = findFolders(root, { CACHE_DIR: temporaryFolder() });
  const drawn = await drawCard(card, folders);
  expect(imageSize(drawn)).toMatchObject({ type: 'png', width: 1200, height: 630 });
  expect(drawn.length).toBeLessThan(150_000);
  expect(await drawCard(card, folders)).toEqual(drawn);
  expect(await drawCard(card, findFolders(root, { CACHE_DIR: temporaryFolder() }))).toEqual(drawn);
  expect(await drawCard({ ...card, text: 'Another.' }, folders)).not.toEqual(drawn);
});
