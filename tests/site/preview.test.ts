import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, run, temporaryFolder } from '../command/run.ts';
import { Html } from './html.ts';
import { Preview } from './preview-server.ts';

/** The content of the fixture, with a story that goes on over three days; the last of them is a draft. */
function createContent(): string {
  const content = temporaryFolder();
  cpSync(path.join(root, 'tests/fixtures/site'), content, { recursive: true });
  write(content, '2026-03-10', '### [The compiler is out](https://example.com/compiler)\n\nIt compiles.');
  write(content, '2026-03-12', '### [The `compiler`, again](https://example.com/compiler/) {followup}\n\nIt is fast.');
  write(
    content,
    '2026-04-02',
    '### [More on it](https://www.example.com/compiler) {followup}\n\nIt is small.',
    'draft: true\n',
  );
  return content;
}

function write(content: string, date: string, item: string, keys = ''): void {
  const text = `---\ndate: ${date}\ntagline: A day.\n${keys}---\n\n## News\n\n${item}\n`;
  writeFileSync(path.join(content, `issues/${date}.md`), text);
}

describe('npm run dev', { timeout: 90_000 }, () => {
  const content = createContent();
  const opened = path.join(temporaryFolder(), 'opened.txt');
  const browser = path.join(temporaryFolder(), 'browser.js');
  const preview = new Preview();

  beforeAll(async () => {
    writeFileSync(browser, `require('fs').writeFileSync(${JSON.stringify(opened)}, process.argv.at(-1))`);
    await preview.start(content, ['--open'], { BROWSER: browser });
  }, 90_000);
  afterAll(() => preview.stop());

  test('prints the address of the newest draft, and opens it when asked to', async () => {
    const address = `${preview.address}/2026/04/02/`;
    await expect.poll(() => preview.printed, { timeout: 20_000 }).toContain(`Newest draft: ${address}\n`);
    await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8'), { timeout: 20_000 }).toBe(address);
  });

  test('shows on a draft when it would be due', async () => {
    const page = await preview.until('/2026/04/02/', ({ status }) => status === 200);
    expect(page.text('.badge')).toBe('Draft, due 2026-04-02T06:00:00-04:00');
  });

  test('shows a code frame below each problem of a broken issue', async () => {
    write(content, '2026-04-01', '### [Title](exmaple/post)\n\nWords.');
    const page = await preview.until('/2026/04/01/', ({ html }) => html.text('pre').includes('item-link'));
    expect(page.all('pre')).toHaveLength(1);
    expect(page.text('pre')).toContain(
      '8:5-8:26 error Unexpected link `exmaple/post`, expected a full address such as `https://example.com/post` item-link ' +
        '6 | ## News 7 | 8 | ### [Title](exmaple/post) | ^^^^^^^^^^^^^^^^^^^^^ 9 | 10 | Words.',
    );
    write(content, '2026-04-01', '### [Title](https://example.com/post)\n\nWords.');
    await preview.until('/2026/04/01/', ({ html }) => html.text('.badge') !== '' && html.text('h3').includes('Title'));
  });

  test('leads from a follow-up to the run before it, and from each run to the next follow-up, drafts too', async () => {
    const threadsOf = async (where: string) =>
      (await preview.until(where, ({ html }) => html.all('.thread').length > 0)).texts('.thread');
    expect(await threadsOf('/2026/03/10/')).toEqual(['Later: The compiler, again, March 12, 2026']);
    expect(await threadsOf('/2026/03/12/')).toEqual([
      'Previously: The compiler is out, March 10, 2026',
      'Later: More on it, April 2, 2026',
    ]);
    const last = await preview.until('/2026/04/02/', ({ html }) => html.all('.thread').length > 0);
    expect(last.attributes('.thread a', 'href')).toEqual(['/letters/2026/03/12/#the-compiler-again']);
  });

  test('tells the panel an issue’s own messages, and on other pages those of all', async () => {
    write(content, '2026-03-31', '### [The compiler once more](https://example.com/compiler)\n\nTwice.');
    await preview.until('/2026/03/31/', ({ status }) => status === 200);
    const note = {
      file: path.join(content, 'issues/2026-03-31.md'),
      line: 8,
      column: 1,
      severity: 'warning',
      text: 'Unexpected further run of this story, first in 2026-03-10, News, item 1',
      rule: 'item-repeat',
    };
    const where = '/letters/2026/03/31/';
    expect(await preview.notesFor(where)).toEqual({ path: where, notes: [note] });
    expect(await preview.notesFor('/letters/2026/03/10/')).toEqual({ path: '/letters/2026/03/10/', notes: [] });
    expect(await preview.notesFor('/letters/')).toMatchObject({ notes: expect.arrayContaining([note]) });
  });

  test('tells the panel what is wrong with the settings, which serve on as they were', async () => {
    const settings = path.join(content, 'newsletter.yaml');
    const good = readFileSync(settings, 'utf8');
    writeFileSync(settings, good.replace('language: en', 'langage: en'));
    await expect
      .poll(() => preview.notesFor('/letters/'), { timeout: 20_000 })
      .toMatchObject({ notes: expect.arrayContaining([expect.objectContaining({ rule: 'newsletter-key', line: 5 })]) });
    await preview.until('/', ({ status }) => status === 200);
    writeFileSync(settings, good);
    await expect
      .poll(async () => JSON.stringify(await preview.notesFor('/letters/')), { timeout: 20_000 })
      .not.toContain('newsletter-key');
  });

  test('judges the other issues anew when a story changes its date or goes', async () => {
    write(content, '2026-03-10', '### [Another story altogether](https://example.com/another)\n\nIt is another.');
    await preview.until('/2026/03/12/', ({ html }) => !html.text('main').includes('Previously'));
    expect(await preview.notesFor('/letters/2026/03/12/')).toMatchObject({ notes: [{ rule: 'item-followup' }] });
    write(content, '2026-03-10', '### [The compiler is out](https://example.com/compiler)\n\nIt compiles.');
    await preview.until('/2026/03/12/', ({ html }) => html.text('main').includes('Previously'));
    expect(await preview.notesFor('/letters/2026/03/12/')).toMatchObject({ notes: [] });
  });
});

describe('npm run build', { timeout: 120_000 }, () => {
  test('leads from no page to a draft', async () => {
    const out = temporaryFolder();
    const { code, output } = await run(['build', '--outDir', out], {
      CONTENT_DIR: createContent(),
      CACHE_DIR: temporaryFolder(),
      DATELINE_NOW: '2026-03-25T12:00:00Z',
    });
    expect(code, output).toBe(0);
    const page = (day: string) => new Html(readFileSync(path.join(out, `2026/03/${day}/index.html`), 'utf8'));
    expect(page('10').texts('.thread')).toEqual(['Later: The compiler, again, March 12, 2026']);
    expect(page('12').texts('.thread')).toEqual(['Previously: The compiler is out, March 10, 2026']);
    expect(page('12').attributes('.thread a', 'href')).toEqual(['/letters/2026/03/10/#the-compiler-is-out']);
  });
});
