import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { temporaryFolder } from '../command/run.ts';

/** A browser that no test goes without, and how to end it. */
export interface Opened {
  browser: Browser;
  close: () => Promise<void>;
}

/**
 * Starts a Chromium: on Linux the one that `npm ci` brought, elsewhere an installed Chrome.
 *
 * @throws where there is none; a test that needs a browser fails without one
 */
export async function openBrowser(): Promise<Opened> {
  const folder = temporaryFolder();
  try {
    const browser = await chromium.launch({ ...(await findProgram(folder)), args: quiet });
    return {
      browser,
      close: async () => {
        await browser.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (cause) {
    throw new Error(
      `Unexpected machine without a browser that starts (${process.platform}, ${process.arch}), expected Linux on x64, or an installed Chrome`,
      { cause },
    );
  }
}

/** No sandbox, since tests may run as root, and only pages of our own are opened; no calls home. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
];

async function findProgram(folder: string): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  // It unpacks itself into the folder for temporary files: one of its own, since test files run side by side.
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = folder;
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  // A bare machine lacks the libraries and fonts that a desktop has; the package has both for such machines.
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const libraries = await inflate(path.join(path.dirname(entry), '../bin/al2023.tar.br'));
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  // Its own configuration looks for its fonts under /tmp alone; without any, Chromium paints no text, or crashes.
  const fonts = path.join(folder, 'fonts.conf');
  writeFileSync(
    fonts,
    `<fontconfig><dir>${path.join(folder, 'fonts/fonts')}</dir><cachedir>${path.join(folder, 'cache')}</cachedir></fontconfig>`,
  );
  const env = { LD_LIBRARY_PATH: path.join(libraries, 'lib'), FONTCONFIG_FILE: fonts };
  return { executablePath, env: { ...process.env, TMPDIR: folder, ...env } };
}
