import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { compiled, root, shell, temporaryFolder } from '../command/run.ts';
import { Html } from './html.ts';

const patience = 30_000;

/** `npm run dev` on some content, as an editor runs it. */
export class Preview {
  /** The root of the site on this machine, without its final slash. */
  address = '';
  /** What the command printed so far. */
  printed = '';
  #child: ChildProcess | undefined;

  async start(content: string, words: string[] = [], environment: Record<string, string> = {}): Promise<void> {
    const port = await freePort();
    this.address = `http://localhost:${port}/letters`;
    this.#child = spawn(process.execPath, ['src/cli/main.ts', 'dev', '--port', String(port), ...words], {
      cwd: root,
      env: shell({
        ...compiled,
        CONTENT_DIR: content,
        CACHE_DIR: temporaryFolder(),
        DATELINE_NOW: '2026-03-25T12:00:00Z',
        ...environment,
      }),
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (text) => (this.printed += text));
    await this.until('/', ({ status }) => status === 200);
  }

  stop(): void {
    this.#child?.kill();
  }

  /** Waits until a page is as asked; a save takes a moment to arrive. */
  async until(path: string, isReady: (page: { status: number; html: Html }) => boolean): Promise<Html> {
    const end = Date.now() + patience;
    for (;;) {
      const response = await fetch(this.address + path).catch(() => undefined);
      const page = { status: response?.status ?? 0, html: new Html((await response?.text()) ?? '') };
      if (isReady(page)) return page.html;
      if (Date.now() > end) throw new Error(`${path} did not become ready: ${page.html.text('body')}\n${this.printed}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** What the panel of a page is told, as its browser asks for it. */
  async notesFor(path: string): Promise<unknown> {
    const client = await (await fetch(new URL('/@vite/client', this.address))).text();
    const token = /wsToken = "([^"]+)"/.exec(client)?.[1] ?? '';
    const socket = new WebSocket(new URL(`/?token=${token}`, this.address.replace('http', 'ws')), 'vite-hmr');
    try {
      return await new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error('the preview says nothing to the panel')), patience);
        socket.onerror = () => reject(new Error('the browser’s connection failed'));
        socket.onopen = () =>
          socket.send(JSON.stringify({ type: 'custom', event: 'dateline-messages:open', data: { path } }));
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(String(data));
          if (message.event === 'dateline-messages:notes') resolve(message.data);
        };
      });
    } finally {
      socket.close();
    }
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
