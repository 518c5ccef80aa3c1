import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../command/run.ts';
import { createProject } from '../project.ts';

/** The beginning of a PNG file, which is all that tells its size. */
function createPng(width: number, height: number): Buffer {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000000000000008060000001f15c489', 'hex');
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

test('a page that shows a picture is made again when the picture is another one', async () => {
  const folder = createProject();
  const save = (name: string, content: string | Buffer) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  const issue = (date: string, image: string) =>
    `---\ndate: ${date}\ntagline: Words.\n---\n\n## News\n\n### [Story](https://example.com/${date})\n\n![It](${image})\n`;
  save('content/issues/2026-03-22.md', issue('2026-03-22', '/images/other.png'));
  save('content/issues/2026-03-23.md', issue('2026-03-23', '/images/a%20chart.png'));
  save('content/about.md', '# About\n\n![It](/images/a%20chart.png)\n');
  save('public/images/other.png', createPng(30, 20));
  save('public/images/a chart.png', createPng(300, 200));
  const build = async () => {
    expect((await run(['build'], { DATELINE_NOW: '2026-03-24T16:00:00Z' }, '', folder)).code).toBe(0);
    return ['2026/03/23', '.', 'about', '2026/03/22'].map((page) => {
      const html = readFileSync(path.join(folder, 'dist', page, 'index.html'), 'utf8');
      return /<img [^>]*width="\d+" height="\d+"/.exec(html)?.[0].replace(/^.*?(?=width)/, '');
    });
  };
  const other = () => statSync(path.join(folder, 'dist/2026/03/22/index.html')).mtimeMs;

  const before = 'width="300" height="200"';
  expect(await build()).toEqual([before, before, before, 'width="30" height="20"']);
  const written = other();
  save('public/images/a chart.png', createPng(640, 480));
  const after = 'width="640" height="480"';
  expect(await build()).toEqual([after, after, after, 'width="30" height="20"']);
  expect(other()).toBe(written);
});
