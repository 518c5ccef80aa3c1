import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A server that misbehaves at each address in another way, and remembers what it was asked. */
export class OddServer {
  /** `HEAD /page`, in the order of asking. */
  asked: string[] = [];
  /** The most requests that were open at once. */
  mostAtOnce = 0;
  #open = 0;
  #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const line = `${request.method} ${request.url}`;
      const isFirst = !this.asked.includes(line);
      this.asked.push(line);
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#open);
      response.on('close', () => this.#open--);
      answer(request, response, isFirst);
    });
  }

  /** @returns `127.0.0.1:PORT` */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return `127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function answer({ method, url }: IncomingMessage, response: ServerResponse, isFirst: boolean): void {
  const end = (status: number, headers: Record<string, string> = {}, text = '<title>A page</title>') =>
    response.writeHead(status, { 'Content-Type': 'text/html', ...headers }).end(method === 'HEAD' ? undefined : text);
  switch (url) {
    case '/fine':
    case '/new':
    case '/%C3%BCber?a=1&b=2':
      return void end(200);
    case '/gone':
      return void end(410);
    case '/forbidden':
      return void end(403);
    case '/only-get':
      return void end(method === 'HEAD' ? 405 : 200);
    case '/head-lies':
      return void end(method === 'HEAD' ? 404 : 200);
    case '/busy-once':
      return void end(isFirst || method === 'HEAD' ? 429 : 200, { 'Retry-After': '0' });
    case '/busy':
      return void end(429, { 'Retry-After': '3600' });
    case '/wall':
      return void end(method === 'HEAD' ? 403 : 200, {}, '<html><title>Just a moment...</title>');
    case '/challenge':
      return void end(403, { 'cf-mitigated': 'challenge' });
    case '/slow':
      return;
    case '/slow-page':
      return void response.writeHead(method === 'HEAD' ? 405 : 200).write(method === 'HEAD' ? '' : '<title>');
    case '/reset':
      return void response.socket?.resetAndDestroy();
    case '/reset-once':
      return void (isFirst ? response.socket?.resetAndDestroy() : end(200));
    case '/error':
      return void end(500);
    case '/old':
      return void end(301, { Location: '/older' });
    case '/older':
      return void end(308, { Location: 'http://pages.example.com/new' });
    case '/today':
      return void end(302, { Location: '/fine' });
    case '/today-old':
      return void end(302, { Location: '/old' });
    case '/moved-to-nothing':
      return void end(301, { Location: '/nothing' });
    case '/circle':
      return void end(302, { Location: '/circle-2' });
    case '/circle-2':
      return void end(302, { Location: '/circle' });
    case '/to-a-file':
      return void end(302, { Location: 'file:///etc/passwd' });
    default:
      if (url?.startsWith('/on/')) return void end(302, { Location: `/on/${Number(url.slice(4)) + 1}` });
      return void end(404);
  }
}
