import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../command/run.ts';
import { createProject } from '../project.ts';

test('a theme names the owner’s public files, under the base path, and as soon as they are there', async () => {
  const folder = createProject();
  const css = "@font-face { font-family: 'Mine'; src: url('/fonts/mine.woff2') }\nbody { background: url(/far.svg) }\n";
  writeFileSync(path.join(folder, 'content/theme.css'), css);
  mkdirSync(path.join(folder, 'public/fonts'), { recursive: true });
  writeFileSync(path.join(folder, 'public/fonts/mine.woff2'), 'font');
  const build = async () => {
    expect((await run(['build'], { DATELINE_NOW: '2026-03-24T16:00:00Z' }, '', folder)).code).toBe(0);
    return readFileSync(path.join(folder, 'dist/index.html'), 'utf8').match(/(?<=url\()[^)]*(?:fonts|far)[^)]*/g);
  };

  expect(await build()).toEqual(['/letters/fonts/mine.woff2', '/far.svg']);
  expect(readFileSync(path.join(folder, 'dist/fonts/mine.woff2'), 'utf8')).toBe('font');
  const press = path.join(folder, '.cache/press');
  const copies = readdirSync(press, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.woff2'));
  expect(copies).toEqual([]);

  writeFileSync(path.join(folder, 'public/far.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect(await build()).toEqual(['/letters/fonts/mine.woff2', '/letters/far.svg']);
});

test('a theme that cannot be read stops a build with its place, and the site stays as it was', async () => {
  const folder = createProject();
  const theme = path.join(folder, 'content/theme.css');
  const build = () => run(['build'], { DATELINE_NOW: '2026-03-24T16:00:00Z' }, '', folder);
  expect((await build()).code).toBe(0);
  const before = readFileSync(path.join(folder, 'dist/index.html'), 'utf8');

  writeFileSync(theme, 'body {\n  color red;\n}\n');
  const { code, output } = await build();
  expect(code).toBe(1);
  expect(output).toContain(
    'content/theme.css\n  2:9-2:13  error  Unexpected `red;`, expected CSS such as `body { color: red }`  theme-css\n',
  );
  expect(readFileSync(path.join(folder, 'dist/index.html'), 'utf8')).toBe(before);

  // What only the compiler of the pages finds, while all else is printed already.
  writeFileSync(theme, '@import "colors.css";\n');
  writeFileSync(path.join(folder, 'content/colors.css'), 'body {\n  color red;\n}\n');
  const compiled = await build();
  expect(compiled.code).toBe(1);
  expect(compiled.output).toContain('The pages cannot be compiled, and the site stays as it was:\n');
  expect(compiled.output).not.toMatch(/Getter|^\s+at /m);
  expect(readFileSync(path.join(folder, 'dist/index.html'), 'utf8')).toBe(before);
});
