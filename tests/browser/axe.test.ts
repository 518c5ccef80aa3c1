import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type Opened } from './browser.ts';
import { openSite, templates, type BuiltSite } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the script above leaves in a page, as far as it is used here. */
interface Axe {
  run: (
    options: object,
  ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

let site: BuiltSite;
let opened: Opened;

beforeAll(async () => {
  [site, opened] = await Promise.all([openSite(), openBrowser()]);
});

afterAll(async () => {
  await opened?.close();
  site?.close();
});

describe.each(['light', 'dark'] as const)('in %s colors', (colorScheme) => {
  describe.each([360, 1280])('on a window of %i pixels', (width) => {
    test('every template is free of violations of WCAG 2.2 AA', async () => {
      const context = await opened.browser.newContext({
        colorScheme,
        viewport: { width, height: 800 },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const found: string[] = [];
      for (const template of templates) {
        await page.goto(site.address + template);
        if (template.includes('?q=')) await page.locator('#\\~hits li').first().waitFor();
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          // The script has put it there just now.
          (window as unknown as { axe: Axe }).axe.run({
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          }),
        );
        for (const { id, nodes } of violations) {
          found.push(...nodes.map(({ html, failureSummary }) => `${template} ${id}: ${html}\n${failureSummary}`));
        }
      }
      await context.close();
      expect(found).toEqual([]);
    });
  });
});

test.each(['light', 'dark'] as const)(
  'the help of the keyboard is free of violations in %s colors',
  async (colorScheme) => {
    const context = await opened.browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(site.address);
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    await page.evaluate(axe);
    // The script has put it there just now.
    const { violations } = await page.evaluate(() => (window as unknown as { axe: Axe }).axe.run({}));
    await context.close();
    expect(violations.map(({ id }) => id)).toEqual([]);
  },
);

test('no template is wider than the narrowest phone, nor than twice that with text twice as large', async () => {
  const found: string[] = [];
  for (const zoom of [1, 2]) {
    const width = 320 * zoom;
    const context = await opened.browser.newContext({ viewport: { width, height: 640 } });
    const page = await context.newPage();
    for (const template of templates) {
      await page.goto(site.address + template);
      // Not by a style of its own, which the page's policy forbids.
      if (zoom === 2) await page.evaluate(() => (document.documentElement.style.fontSize = '36px'));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.push(`${template} at ${zoom * 100} %: ${wide} pixels`);
    }
    await context.close();
  }
  expect(found).toEqual([]);
});
