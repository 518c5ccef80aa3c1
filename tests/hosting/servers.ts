import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { run, temporaryFolder } from '../command/run.ts';
import type { Site } from './site.ts';

/** A web server as Debian packages it. */
export interface Server {
  name: 'nginx' | 'caddy';
  isThere: boolean;
  hasBrotli: boolean;
}

const brotliModule = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** Both, whether they are installed or not. */
export const servers: Server[] = [
  { name: 'nginx', isThere: isInstalled('nginx', '-v'), hasBrotli: existsSync(brotliModule) },
  { name: 'caddy', isThere: isInstalled('caddy', 'version'), hasBrotli: true },
];

function isInstalled(program: string, word: string): boolean {
  return spawnSync(program, [word], { env: environment() }).status === 0;
}

/** Where Debian has them is not in every path. */
function environment(own: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { PATH: `${process.env['PATH']}:/usr/sbin:/sbin`, ...own };
}

/** A server that runs on a site with the configuration that the command prints. */
export interface Running {
  /** Of the host, without a path. */
  origin: string;
  close: () => Promise<void>;
}

/** Starts a server as a child of this process, on a free port of this machine. */
export async function startServer({ name, hasBrotli }: Server, site: Site): Promise<Running> {
  const folder = temporaryFolder();
  const port = await findPort();
  const listen = `${name === 'caddy' ? 'http://' : ''}127.0.0.1:${port}`;
  const words = ['hosting', name, '--root', site.folder, '--listen', listen];
  const { code, output } = await run(
    [...words, ...(name === 'nginx' && hasBrotli ? ['--brotli'] : [])],
    site.environment,
  );
  if (code !== 0) throw new Error(output);
  const child = name === 'nginx' ? startNginx(output, folder, hasBrotli) : startCaddy(output, folder);
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text));
  const origin = `http://127.0.0.1:${port}`;
  for (let turn = 0; !(await answers(origin)); turn++) {
    if (turn > 100 || child.exitCode !== null) throw new Error(`${name} does not start:\n${errors}\n${output}`);
    await setTimeout(100);
  }
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return {
    origin,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

function startNginx(config: string, folder: string, hasBrotli: boolean): ChildProcess {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${path.join(folder, name)};`,
  );
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(
    file,
    [
      ...(hasBrotli ? [`load_module ${brotliModule};`] : []),
      ...(process.getuid?.() === 0 ? ['user root;'] : []),
      `daemon off; pid ${path.join(folder, 'pid')}; error_log stderr; events {}`,
      `http { access_log off; ${temporary.join(' ')}\n${config}}`,
    ].join('\n'),
  );
  return spawn('nginx', ['-c', file, '-e', 'stderr'], { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
}

function startCaddy(config: string, folder: string): ChildProcess {
  const file = path.join(folder, 'Caddyfile');
  writeFileSync(file, `{\n\tadmin off\n}\n${config}`);
  return spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: environment({ HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** What a server answered, as it came. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks as it is said, and follows nowhere. */
export function ask(address: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(address, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await ask(origin)).status > 0;
  } catch {
    return false;
  }
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof bound !== 'object' || !bound) throw new Error('no port');
  return bound.port;
}
